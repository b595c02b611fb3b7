// The foot's keys: those of what has the focus now, each with what it does.

export function showKeys(list) {
  const made = list.map(([keys, does]) => {
    const hint = document.createElement("span");
    for (const key of keys.split(" ")) hint.append(Object.assign(document.createElement("kbd"), { textContent: key }));
    hint.append(` ${does}`);
    return hint;
  });
  document.getElementById("keys").replaceChildren(...made);
}
