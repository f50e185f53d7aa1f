// Asks a DAX for each operation once, and prints what it was answered, as JSON.
// node conversation.cjs FOLDER_OF_PACKAGES ENDPOINT REGION TABLE OWNER
const { createRequire } = require("node:module");

const [folder, endpoint, region, TableName, owner] = process.argv.slice(2);
const { Dax } = createRequire(`${folder}/`)("@amazon-dax-sdk/client-dax");

const key = (id) => ({ owner: { S: owner }, id: { S: id } });
const milk = {
  ...key("milk"),
  title: { S: "Buy milk" },
  minutes: { N: "-2.5" },
  labels: { L: [{ S: "home" }, { M: { deep: { BOOL: true } } }] },
  places: { SS: ["here", "there"] },
};
const bread = { ...key("bread"), title: { S: "Buy bread" } };
const byOwner = {
  TableName,
  KeyConditionExpression: "#o = :o",
  ExpressionAttributeNames: { "#o": "owner" },
  ExpressionAttributeValues: { ":o": { S: owner } },
};

const conversation = [
  ["putItem", { TableName, Item: milk }],
  ["getItem", { TableName, Key: key("milk") }],
  ["getItem", { TableName, Key: key("milk"), ProjectionExpression: "labels[1].deep, title" }],
  ["getItem", { TableName, Key: key("nothing") }],
  ["updateItem", {
    TableName,
    Key: key("milk"),
    UpdateExpression: "SET minutes = minutes + :more",
    ExpressionAttributeValues: { ":more": { N: "3" } },
    ReturnValues: "UPDATED_NEW",
  }],
  ["putItem", { TableName, Item: milk, ConditionExpression: "attribute_not_exists(id)" }],
  ["batchWriteItem", { RequestItems: { [TableName]: [{ PutRequest: { Item: bread } }] } }],
  ["batchGetItem", { RequestItems: { [TableName]: { Keys: [key("bread")] } } }],
  ["query", byOwner],
  ["query", byOwner],
  ["query", { ...byOwner, Limit: 1 }],
  ["transactWriteItems", {
    TransactItems: [
      { Put: { TableName, Item: { ...key("eggs"), title: { S: "Buy eggs" } } } },
      { Delete: { TableName, Key: key("bread") } },
    ],
  }],
  ["transactGetItems", {
    TransactItems: [{ Get: { TableName, Key: key("eggs") } }, { Get: { TableName, Key: key("bread") } }],
  }],
  ["deleteItem", { TableName, Key: key("eggs"), ReturnValues: "ALL_OLD" }],
  ["getItem", { TableName: "no-such-table", Key: key("milk") }],
];

// Sets in any order, and bytes and such as JavaScript writes them.
const plain = (name, value) => (value instanceof Set ? [...value] : value);

async function main() {
  const credentials = { accessKeyId: "AKANNA", secretAccessKey: "hush" };
  const client = new Dax({ endpoint, region, credentials, maxRetries: 0, requestTimeout: 20000 });
  const answers = [];
  for (const [operation, parameters] of conversation) {
    try {
      const { $metadata, ...answer } = await client[operation](parameters);
      answers.push(answer);
    } catch (error) {
      answers.push({ error: error.code });
    }
  }
  process.stdout.write(JSON.stringify(answers, plain), () => process.exit(0));
}

main();
