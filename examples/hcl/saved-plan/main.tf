# Terraform opens it when it plans and again when it applies: a saved plan that was clean fails when somebody has
# loosened a setting since. Nothing of it stands in state or plan.
ephemeral "fullstory_gate" "recording" {
  geo     = { record_geo_mode = "GEO_ALLOW_LIST", record_geo_zones = ["US", "CA"] }
  privacy = { discard_ip_addresses = true }
}

resource "terraform_data" "deploy" {
  input      = "release-42"
  depends_on = [ephemeral.fullstory_gate.recording]
}
