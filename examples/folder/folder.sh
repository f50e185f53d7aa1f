#!/bin/sh
# Get credentials for an id token, and work in the user's own folder, with the aws cli.
#
#   sh examples/folder/folder.sh [configuration]
#
# The configuration is .local/demo.json of a running `make run`, or a file with the same fields for
# a stage in the cloud, where aws_endpoint_url is null and id_token is a fresh one of your app's.
set -eu
CONFIGURATION=${1:-.local/demo.json}
if [ ! -r "$CONFIGURATION" ]; then
  echo "There is no $CONFIGURATION: start make run, or name another configuration." >&2
  exit 1
fi
if ! command -v aws > /dev/null; then
  echo "The aws cli is missing. \`make test\` brings one: PATH=\$PWD/.venv/bin:\$PATH" >&2
  exit 1
fi
field() {
  python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]] or "")' \
    "$CONFIGURATION" "$1"
}

# Nothing of the developer's own: no key, no profile, no region.
unset AWS_PROFILE AWS_REGION AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
AWS_DEFAULT_REGION=$(field region)
AWS_ENDPOINT_URL=$(field aws_endpoint_url)
export AWS_DEFAULT_REGION AWS_ENDPOINT_URL
[ -n "$AWS_ENDPOINT_URL" ] || unset AWS_ENDPOINT_URL

# An id token becomes temporary credentials.
TOKEN=$(field id_token)
LOGINS="cognito-idp.$AWS_DEFAULT_REGION.amazonaws.com/$(field user_pool_id)=$TOKEN"
IDENTITY=$(aws cognito-identity get-id --no-sign-request \
  --identity-pool-id "$(field identity_pool_id)" --logins "$LOGINS" \
  --query IdentityId --output text)
CREDENTIALS=$(aws cognito-identity get-credentials-for-identity --no-sign-request \
  --identity-id "$IDENTITY" --logins "$LOGINS" \
  --query 'Credentials.[AccessKeyId, SecretKey, SessionToken]' --output text)
AWS_ACCESS_KEY_ID=$(echo "$CREDENTIALS" | cut -f 1)
AWS_SECRET_ACCESS_KEY=$(echo "$CREDENTIALS" | cut -f 2)
AWS_SESSION_TOKEN=$(echo "$CREDENTIALS" | cut -f 3)
export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN

# The API tells where the folder is.
FOLDER=$(curl -sS -H "Authorization: $TOKEN" "$(field api_url)/me" | python3 -c '
import json, sys
folder = json.load(sys.stdin)["folder"]
print("s3://" + folder["bucket"] + "/" + folder["prefix"])')

SCRATCH=$(mktemp -d)
trap 'rm -rf "$SCRATCH"' EXIT
echo "milk, bread" > "$SCRATCH/list.txt"
head -c 12000000 /dev/urandom > "$SCRATCH/photo.jpg"

aws s3 cp --no-progress "$SCRATCH/list.txt" "${FOLDER}list.txt"
aws s3 cp --no-progress "$SCRATCH/photo.jpg" "${FOLDER}photo.jpg"  # in parts, by itself
aws s3 ls "$FOLDER"
aws s3 cp --no-progress "${FOLDER}list.txt" -
aws s3 cp --no-progress "${FOLDER}photo.jpg" "$SCRATCH/copy.jpg"
cmp "$SCRATCH/photo.jpg" "$SCRATCH/copy.jpg" && echo "the photo is the same"
aws s3 rm "${FOLDER}list.txt"
aws s3 rm "${FOLDER}photo.jpg"
