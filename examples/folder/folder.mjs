// Sign in, get credentials, and work in the user's own folder, with Amplify and the AWS SDK.
//
//   cd examples/folder && npm ci && node folder.mjs [configuration]
//
// The configuration is .local/demo.json of a running `make run`, or a file with the same fields for
// a stage in the cloud, where aws_endpoint_url is null.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  paginateListObjectsV2,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { Amplify } from "aws-amplify";
import { fetchAuthSession, signIn } from "aws-amplify/auth";

const path = process.argv[2] ?? fileURLToPath(new URL("../../.local/demo.json", import.meta.url));
if (!existsSync(path)) {
  console.error(`There is no ${path}: start make run, or name another configuration.`);
  process.exit(1);
}
const config = JSON.parse(readFileSync(path));
const endpoint = config.aws_endpoint_url ?? undefined;

Amplify.configure({
  Auth: {
    Cognito: {
      userPoolId: config.user_pool_id,
      userPoolClientId: config.user_pool_client_id,
      identityPoolId: config.identity_pool_id,
      userPoolEndpoint: endpoint,
      identityPoolEndpoint: endpoint,
    },
  },
});
await signIn({ username: config.username, password: config.password });

// Asked each time: Amplify keeps the credentials, and gets new ones when they have expired.
const credentials = async () => (await fetchAuthSession()).credentials;
const s3 = new S3Client({
  region: config.region,
  endpoint,
  forcePathStyle: endpoint !== undefined,
  credentials,
});
const { tokens } = await fetchAuthSession();
const folder = `users/${tokens.idToken.payload.sub}/`;
const file = (name) => ({ Bucket: config.bucket, Key: folder + name });

await s3.send(new PutObjectCommand({ ...file("list.txt"), Body: "milk, bread" }));
// In parts, each of which can be sent again: what is longer than 5 MB, by itself.
const photo = randomBytes(12_000_000);
await new Upload({ client: s3, params: { ...file("photo.jpg"), Body: photo } }).done();
for await (const page of paginateListObjectsV2(
  { client: s3 },
  { Bucket: config.bucket, Prefix: folder },
)) {
  for (const { Key, Size } of page.Contents ?? []) {
    console.log(String(Size).padStart(10), Key.slice(folder.length));
  }
}
const text = await s3.send(new GetObjectCommand(file("list.txt")));
console.log(await text.Body.transformToString());
const copy = await s3.send(new GetObjectCommand(file("photo.jpg")));
console.log("the photo is the same:", photo.equals(await copy.Body.transformToByteArray()));
for (const name of ["list.txt", "photo.jpg"]) {
  await s3.send(new DeleteObjectCommand(file(name)));
}
