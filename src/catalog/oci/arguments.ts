import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';

/** What the API calls otherwise than Terraform does. */
export function asArguments(type: string, values: JsonObject): JsonObject {
  if (type === 'oci_core_instance') return { ...values, image: values['image'] ?? values['image_id'] ?? null };
  if (type === 'oci_bds_bds_instance' && isArray(values['nodes'])) return { ...values, ...nodesOf(values['nodes']) };
  return values;
}

const nodeBlocks: Readonly<Record<string, string>> = { MASTER: 'master_node', UTILITY: 'util_node', WORKER: 'worker_node', COMPUTE_ONLY_WORKER: 'compute_only_worker_node', EDGE: 'edge_node' };

/** A cluster of Big Data Service lists its nodes; Terraform has a block for each sort. */
function nodesOf(nodes: readonly JsonValue[]): JsonObject {
  const blocks = new Map<string, JsonObject>();
  for (const node of nodes) {
    const block = nodeBlocks[String(member(node, 'node_type'))];
    if (block === undefined || !isObject(node)) continue;
    const before = blocks.get(block);
    const count = before?.['number_of_nodes'];
    blocks.set(block, before === undefined ? { shape: node['shape'] ?? null, shape_config: { ocpus: node['ocpus'] ?? null }, number_of_nodes: 1 } : { ...before, number_of_nodes: (typeof count === 'number' ? count : 0) + 1 });
  }
  return Object.fromEntries([...blocks].map(([name, block]) => [name, [block]]));
}
