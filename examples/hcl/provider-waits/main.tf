data "fullstory_gate" "recording" {
  geo = { record_geo_mode = "GEO_ALLOW_LIST" }
}

# The configuration of this provider refers to the gate, so everything that the provider reads or makes waits for it.
# The same line serves in the configuration of any provider.
provider "fullstory" {
  alias      = "after_gate"
  expect_org = data.fullstory_gate.recording.passed ? data.fullstory_gate.recording.org : null
}

data "fullstory_recording_privacy" "now" {
  provider = fullstory.after_gate
}

output "discards_ip_addresses" {
  value = data.fullstory_recording_privacy.now.discard_ip_addresses
}
