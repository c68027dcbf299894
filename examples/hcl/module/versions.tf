terraform {
  required_version = ">= 1.8"
  required_providers {
    fullstory = { source = "cdktf-fullstory/fullstory" }
  }
}
