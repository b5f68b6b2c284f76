export default { site: "https://blog.example", telemetry: false };
