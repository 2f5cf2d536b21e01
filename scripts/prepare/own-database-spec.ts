import type { ContainerCreateOptions } from "dockerode";
import { labelsOf } from "@/lib/containers/labels";

export const databaseName = "carrel";

/** The exercise image is tuned to be fast and forgetful; what Carrel itself stores must outlive the machine's power. */
const durableSettings = {
  fsync: "on",
  full_page_writes: "on",
  autovacuum: "on",
  shared_buffers: "64MB",
  max_connections: "100",
  max_worker_processes: "4",
  min_wal_size: "16MB",
  max_wal_size: "256MB",
  checkpoint_timeout: "5min",
  temp_file_limit: "-1",
};

interface OwnDatabaseSpecOptions {
  instance: string;
  image: string;
  name: string;
  port: number;
}

/** The container of Carrel's own PostgreSQL. Its volume bears the same name; Docker fills it with the image's cluster. */
export function ownDatabaseSpec({ instance, image, name, port }: OwnDatabaseSpecOptions): ContainerCreateOptions {
  const labels = labelsOf({ instance, role: "database" });
  return {
    name,
    Image: image,
    Labels: labels,
    User: "postgres",
    Cmd: Object.entries(durableSettings).flatMap(([setting, value]) => ["-c", `${setting}=${value}`]),
    ExposedPorts: { "5432/tcp": {} },
    HostConfig: {
      PortBindings: { "5432/tcp": [{ HostIp: "127.0.0.1", HostPort: String(port) }] },
      Mounts: [
        {
          Type: "volume",
          Source: name,
          Target: "/var/lib/postgresql/data",
          VolumeOptions: { Labels: labels, NoCopy: false, DriverConfig: { Name: "local", Options: {} } },
        },
      ],
      CapDrop: ["ALL"],
      SecurityOpt: ["no-new-privileges"],
      LogConfig: { Type: "json-file", Config: { "max-size": "10m", "max-file": "2" } },
      RestartPolicy: { Name: "unless-stopped" },
    },
  };
}
