export default function (config) {
  for (const folder of ["notes", "prompts", "README.md"]) config.ignores.add(folder);
}
