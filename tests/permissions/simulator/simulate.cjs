// Asks a simulator of IAM what the policies on stdin decide, and answers on stdout, both as JSON.
//
// {policies: {name: policy}, requests: [request], mutants: [{of: name, policy, requests: [index]}]}
// is answered with {decisions: [decision], mutants: [outcome]}. A request names its policies. A mutant
// takes the place of the policy that it is one of, for as many requests as it takes to be told apart.
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");

const { runSimulation } = createRequire(`${process.cwd()}/`)("@cloud-copilot/iam-simulate");

const named = (policies, names) => names.map((name) => ({ name, policy: policies[name] }));

const ask = (policies, { request, identity, resource, endpoint }) =>
  runSimulation(
    {
      request,
      identityPolicies: named(policies, identity),
      ...(resource && { resourcePolicy: policies[resource] }),
      ...(endpoint && { vpcEndpointPolicies: named(policies, [endpoint]) }),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    { simulationMode: "Strict" },
  );

const deciders = (analysis) =>
  ["identityAnalysis", "resourceAnalysis", "endpointAnalysis"].flatMap((part) => {
    const { allowStatements = [], denyStatements = [] } = analysis[part] ?? {};
    return [...denyStatements, ...allowStatements].map(
      ({ statement }) => `${statement.effect()} ${statement.sid() ?? statement.index()}`,
    );
  });

const decision = (answer) => {
  if (answer.resultType === "error") return { error: JSON.stringify(answer.errors) };
  if (answer.resultType !== "single") return { error: `more than one: ${answer.resultType}` };
  const { analysis, ignoredContextKeys } = answer.result;
  return { result: answer.overallResult, ignored: ignoredContextKeys, by: deciders(analysis) };
};

// What told many mutants apart will tell the next one apart.
const kills = new Map();
const likely = (indexes) =>
  indexes.toSorted((one, other) => (kills.get(other) ?? 0) - (kills.get(one) ?? 0));

const outcome = async (policies, requests, decisions, mutant) => {
  const mutated = { ...policies, [mutant.of]: mutant.policy };
  for (const index of likely(mutant.requests)) {
    const { error, result } = decision(await ask(mutated, requests[index]));
    if (error) return { invalid: error };
    if (result !== decisions[index].result) {
      kills.set(index, 1 + (kills.get(index) ?? 0));
      return { killed_by: index };
    }
  }
  return { survived: true };
};

const main = async () => {
  const { policies, requests, mutants } = JSON.parse(readFileSync(0, "utf8"));
  const decisions = [];
  for (const request of requests) decisions.push(decision(await ask(policies, request)));
  const outcomes = [];
  for (const mutant of mutants) {
    outcomes.push(await outcome(policies, requests, decisions, mutant));
  }
  process.stdout.write(JSON.stringify({ decisions, mutants: outcomes }));
};

main();
