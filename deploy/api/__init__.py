"""What API Gateway is told of the app: more than Chalice's own Swagger can say."""
