/**
 * Agents through which Google's own services act in a project; Google gives them their roles
 * (https://cloud.google.com/iam/docs/service-agents). The number is that of the project.
 */
const agent = /^(?:service-(?:org-|folder-)?\d+@(?:gcp-sa-[a-z0-9-]+|[a-z-]+-system|cloud-filer|cloud-memcache-sa|cloud-redis|cloud-tpu|cloudcomposer-accounts|container-engine-robot|containerregistry|dataflow-service-producer-prod|dataproc-accounts|gae-api-prod\.google\.com|gcf-admin-robot|genomics-api\.google\.com|serverless-robot-prod|service-networking|sourcerepo-service-accounts)\.iam|\d+@cloudservices)\.gserviceaccount\.com$/;

export function isServiceAgent(email: string): boolean {
  return agent.test(email);
}
