export function EnrolFirst() {
  return null;
}
