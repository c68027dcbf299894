variable "staging_api_key" {
  description = "The API key of the staging org. An ephemeral variable stands in no plan file."
  type        = string
  sensitive   = true
  ephemeral   = true
}

# Production: environment FULLSTORY_API_KEY.
provider "fullstory" {}

provider "fullstory" {
  alias        = "staging"
  api_key      = var.staging_api_key
  on_tightened = "warning"
}

locals {
  geo = { record_geo_mode = "GEO_ALLOW_LIST", record_geo_zones = ["US", "CA"] }
}

data "fullstory_gate" "production" {
  geo = local.geo
}

data "fullstory_gate" "staging" {
  provider = fullstory.staging
  severity = "warning"
  geo      = local.geo
}
