// What proves to the desk that its own page asks. It comes behind the # of the address that was opened, and is kept for this address
// and port alone: in the page it could be read by whoever has the cookie, which goes to every port of this machine.

const given = location.hash.match(/^#token=([\w-]+)$/)?.[1];
if (given) {
  localStorage.setItem("token", given);
  history.replaceState(null, "", location.pathname + location.search);
}
export const token = localStorage.getItem("token") ?? "";
