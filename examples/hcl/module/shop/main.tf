resource "terraform_data" "web" {
  input = "deployed"
}
