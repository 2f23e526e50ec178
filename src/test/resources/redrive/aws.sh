# Stands in for the AWS CLI: the folders queue and received are a queue, bucket is a bucket, invoked has the events of
# invocations, and answer is what the function answers.
value_of() {
  local name="$1"
  shift
  while [ "$1" != "$name" ]; do shift; done
  printf '%s' "$2"
}
aws() {
  echo "$1 $2" >> calls
  case "$1 $2" in
    "sqs get-queue-attributes")
      ls queue | wc -l
      ;;
    "sqs receive-message")
      local first
      first=$(ls queue | head -n 1)
      [ -n "$first" ] || return 0
      mv "queue/$first" received/
      jq -n --arg handle "$first" --rawfile body "received/$first" '{Messages: [{ReceiptHandle: $handle, Body: $body}]}'
      ;;
    "sqs delete-message")
      rm "received/$(value_of --receipt-handle "$@")"
      ;;
    "s3api get-object")
      [ "$(value_of --bucket "$@")" = failures ] && cp "bucket/$(value_of --key "$@")" "${@: -1}"
      ;;
    "s3api delete-object")
      rm "bucket/$(value_of --key "$@")"
      ;;
    "lambda invoke")
      local payload
      payload=$(value_of --payload "$@")
      cp "${payload#fileb://}" "invoked/$(value_of --function-name "$@")-$(ls invoked | wc -l)"
      cp answer "${@: -1}"
      ;;
    *)
      return 252
      ;;
  esac
}
