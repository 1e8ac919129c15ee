using System.IO.Compression;

namespace OneStop.Bench;

/// <summary>nginx with one worker serving files, with .br beside them: on one port as it is, on another with the headers that OneStop's pages carry.</summary>
internal static class Nginx
{
    private const string OurHeaders =
        """
        add_header Cache-Control "public, max-age=60"; add_header Vary "Accept-Encoding, Cookie"; add_header X-Content-Type-Options nosniff;
        add_header Content-Security-Policy "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        add_header Referrer-Policy same-origin; add_header Cross-Origin-Opener-Policy same-origin; add_header Permissions-Policy "camera=(), microphone=(), geolocation=()";
        """;

    internal static async Task<(Server Server, Uri WithHeaders)> StartAsync(Options options, IReadOnlyDictionary<string, byte[]> files)
    {
        var root = Directory.CreateDirectory(Path.Combine(options.Work, "nginx")).FullName;
        foreach (var (name, bytes) in files)
        {
            await File.WriteAllBytesAsync(Path.Combine(root, name), bytes);
            var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
            BrotliEncoder.TryCompress(bytes, compressed, out var length, 5, 22);
            await File.WriteAllBytesAsync(Path.Combine(root, name + ".br"), compressed[..length]);
        }

        var (plain, dressed) = (Server.FreePort(), Server.FreePort());
        var configuration = Path.Combine(options.Work, "nginx.conf");
        await File.WriteAllTextAsync(configuration,
            $$"""
            load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
            daemon off; worker_processes 1; pid {{options.Work}}/nginx.pid; error_log /dev/null;
            events { worker_connections 1024; }
            http {
              types { text/html html; application/json json; text/plain txt; }
              access_log off; keepalive_requests 10000000; sendfile on; open_file_cache max=100; brotli_static on;
              server { listen 127.0.0.1:{{plain}}; root {{root}}; location = /up { return 200; } }
              server { listen 127.0.0.1:{{dressed}}; root {{root}}; {{OurHeaders}} }
            }
            """);
        return (await Server.StartAsync("taskset", ["-c", "0", "nginx", "-c", configuration], new Uri($"http://127.0.0.1:{plain}"), "/up"), new Uri($"http://127.0.0.1:{dressed}"));
    }
}
