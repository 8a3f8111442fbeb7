/**
 * The name of a cookie of ours. With HTTPS it says that only this host set it, for all of its paths, over HTTPS (`__Host-`, RFC
 * 6265bis): neither a neighbouring host nor a plain connection can plant one.
 */
export function cookieName(name: string, https: boolean): string {
  return https ? `__Host-${name}` : name;
}
