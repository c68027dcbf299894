data "fullstory_recording_geo" "now" {}

locals {
  expected = { record_geo_mode = "GEO_ALLOW_LIST", record_geo_zones = { array_with = ["US"] } }
  drift    = provider::fullstory::drift(data.fullstory_recording_geo.now, local.expected)
}

output "drift" {
  value     = local.drift
  sensitive = true
}
