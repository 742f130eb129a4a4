# Two OCPUs are four vCPUs, twenty are forty: good, and too large.
resource "oci_core_instance" "grid" {
  count = 2

  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  shape               = "VM.Standard.E5.Flex"
  freeform_tags       = local.tags
  defined_tags        = { "Operations.CostCenter" = "4200" }

  shape_config {
    ocpus = [2, 20][count.index]
  }
}

# Good: an OCPU of Ampere is one vCPU.
resource "oci_core_instance" "arm" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  shape               = "VM.Standard.A1.Flex"
  freeform_tags       = local.tags
  defined_tags        = { "Operations.CostCenter" = "4200" }

  shape_config {
    ocpus = 32
  }
}

# The size is drawn while applying.
resource "random_integer" "ocpus" {
  min = 1
  max = 64
}

resource "oci_core_instance" "ensemble" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  shape               = "VM.Standard.E5.Flex"
  freeform_tags       = local.tags
  defined_tags        = { "Operations.CostCenter" = "4200" }

  shape_config {
    ocpus = random_integer.ocpus.result
  }
}

# The shape is drawn while applying.
resource "random_shuffle" "nowcast_shape" {
  input        = ["VM.Standard.E5.Flex", "VM.GPU.A10.1"]
  result_count = 1
}

resource "oci_core_instance" "nowcast" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  shape               = random_shuffle.nowcast_shape.result[0]
  freeform_tags       = local.tags
  defined_tags        = { "Operations.CostCenter" = "4200" }
}

# Bad: an old shape.
resource "oci_core_instance" "old" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  shape               = "VM.Standard2.4"
  freeform_tags       = local.tags
  defined_tags        = { "Operations.CostCenter" = "4200" }
}

# Machines of the same plan, reported once where their shape is written. Bad twice: GPUs, and the instances have no environment.
resource "oci_core_instance_configuration" "learner" {
  compartment_id = local.forecast
  freeform_tags  = local.tags
  defined_tags   = { "Operations.CostCenter" = "4200" }

  instance_details {
    instance_type = "compute"

    launch_details {
      compartment_id = local.forecast
      shape          = "BM.GPU.H100.8"

      freeform_tags = {
        owner = "forecast"
      }

      defined_tags = { "Operations.CostCenter" = "4200" }
    }
  }
}

# Its instances get both tags, and the cost center perhaps from a tag default.
resource "oci_core_instance_configuration" "reader" {
  compartment_id = local.forecast
  freeform_tags  = local.tags
  defined_tags   = { "Operations.CostCenter" = "4200" }

  instance_details {
    instance_type = "compute"

    launch_details {
      compartment_id = local.forecast
      shape          = "VM.Standard3.Flex"
      freeform_tags  = local.tags

      shape_config {
        ocpus = 4
      }
    }
  }
}

resource "oci_core_instance_pool" "learner" {
  compartment_id            = local.forecast
  instance_configuration_id = oci_core_instance_configuration.learner.id
  size                      = 2
  freeform_tags             = local.tags

  placement_configurations {
    availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  }
}
