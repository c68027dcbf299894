data "fullstory_gate" "this" {
  # A variable that is null as a whole would count as left out.
  require = ["geo", "privacy"]

  geo = {
    record_geo_mode  = "GEO_ALLOW_LIST"
    record_geo_zones = var.zones
  }
  privacy = { discard_ip_addresses = true }
}

output "passed" {
  description = "Whether everything declared was read and matches."
  value       = data.fullstory_gate.this.passed
}
