// The keys that the snippet prints; what a schema doesn't name is dropped.
import { defineCollection, z } from "astro:content";
import { glob } from "astro/loaders";

const blog = defineCollection({
  loader: glob({ base: "./src/content/blog", pattern: "**/*.{md,mdx}" }),
  schema: z.object({
    title: z.string(),
    description: z.string(),
    pubDate: z.coerce.date(),
    author: z.string().optional(),
    tags: z.array(z.string()).default([]),
    ai_disclosure: z.enum(["none", "ai-assisted", "ai-generated"]).optional(),
    ai_source_type: z.string().optional(),
    ai_byline: z.string().optional(),
    reviewed_by: z.string().optional(),
  }),
});

export const collections = { blog };
