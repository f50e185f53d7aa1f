// Has cdk-nag look at templates. {name: template} on stdin is answered on stdout with
// {name: [[resource, finding]]}: every finding, also those that the template explains.
const { mkdtempSync, rmSync, writeFileSync, readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { tmpdir } = require("node:os");
const { basename, join } = require("node:path");

const load = createRequire(`${process.cwd()}/`); // the packages are there, and not here
const { App, Stack } = load("aws-cdk-lib");
const { CfnInclude } = load("aws-cdk-lib/cloudformation-include");
const { AwsSolutionsChecks, ServerlessChecks } = load("cdk-nag");

const scratch = mkdtempSync(join(tmpdir(), "nag-"));
process.on("exit", () => rmSync(scratch, { recursive: true }));

// CfnInclude makes each resource, whatever the conditions are by default.
const included = (template) => {
  const templateFile = join(scratch, "template.json");
  writeFileSync(templateFile, JSON.stringify(template));
  const stack = new Stack(new App({ outdir: scratch }), "Stack");
  new CfnInclude(stack, "Template", { templateFile });
  return stack;
};

const findings = (stack) =>
  [new AwsSolutionsChecks(), new ServerlessChecks()]
    .flatMap((checks) => checks.validateScope(stack).violations)
    .flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => [basename(constructPath), ruleName]),
    );

const templates = Object.entries(JSON.parse(readFileSync(0, "utf8")));
const answers = templates.map(([name, template]) => [name, findings(included(template))]);
process.stdout.write(JSON.stringify(Object.fromEntries(answers)));
