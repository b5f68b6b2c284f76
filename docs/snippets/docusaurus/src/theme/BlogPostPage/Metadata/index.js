// Wraps the metadata of a blog post's page: nothing else to do.
import React from "react";
import Head from "@docusaurus/Head";
import { useBlogPost } from "@docusaurus/plugin-content-blog/client";
import Metadata from "@theme-original/BlogPostPage/Metadata";

const person = (name) => name && { "@type": "Person", name };

export default function MetadataWrapper(props) {
  const { frontMatter: post, metadata } = useBlogPost();
  const term = post.ai_source_type?.split("/").pop();
  const data = term && {
    "@context": "https://schema.org",
    "@type": "BlogPosting",
    headline: metadata.title,
    description: metadata.description,
    datePublished: metadata.date,
    author: person(post.author),
    editor: person(post.reviewed_by),
    creditText: post.ai_byline,
    digitalSourceType: [`https://schema.org/${term[0].toUpperCase()}${term.slice(1)}DigitalSource`, post.ai_source_type],
  };
  return (
    <>
      <Metadata {...props} />
      <Head>
        {post.ai_disclosure && <meta name="ai-disclosure" content={post.ai_disclosure} />}
        {data && <script type="application/ld+json">{JSON.stringify(data).replaceAll("<", "\\u003c")}</script>}
      </Head>
    </>
  );
}
