export default {
  title: "The blog", url: "https://blog.example", baseUrl: "/", onBrokenLinks: "ignore",
  markdown: { format: "detect" }, // `.md` is Markdown, in which a brace is a brace
  presets: [["classic", { docs: false, pages: false, blog: { routeBasePath: "/", onUntruncatedBlogPosts: "ignore" } }]],
};
