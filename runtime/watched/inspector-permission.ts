/** Whether the permission model denies the inspector: connecting then aborts the process (Node 22 to 26). */
export function inspectorDenied(): boolean {
  const { permission } = process as { permission?: { has(scope: string): boolean } };
  return permission !== undefined && !permission.has('inspector');
}
