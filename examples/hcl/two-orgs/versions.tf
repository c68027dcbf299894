terraform {
  required_version = ">= 1.10"
  required_providers {
    fullstory = { source = "cdktf-fullstory/fullstory" }
  }
}
