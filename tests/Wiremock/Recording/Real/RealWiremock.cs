using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PlanisoContract.Wiremock.Real;

/// <summary>The real WireMock on a free port, with a root directory of its own. It ends with this, and with this program however that ends.</summary>
internal sealed partial class RealWiremock : IAsyncDisposable
{
    // The shell waits for the end of its input, which comes with the end of this program, even a sudden one.
    private const string EndWithInput = "\"$@\" & child=$!; cat > /dev/null; kill $child; wait $child";

    private readonly Process _process;
    private readonly DirectoryInfo _root;

    private RealWiremock(Process process, DirectoryInfo root, Uri url)
    {
        _process = process;
        _root = root;
        Url = url;
    }

    public Uri Url { get; }

    /// <exception cref="RecordingException">It does not start.</exception>
    public static async Task<RealWiremock> StartAsync(string jar, bool globalTemplating, CancellationToken stop)
    {
        var root = Directory.CreateTempSubdirectory("wiremock");
        var process = Process.Start(Start(jar, root, globalTemplating))!;
        try
        {
            // Nobody reads on, but a full pipe would stop it.
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            while (await process.StandardOutput.ReadLineAsync(stop) is { } line)
            {
                if (PortLine().Match(line) is { Success: true } found)
                {
                    _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                    return new RealWiremock(process, root, new Uri($"http://127.0.0.1:{found.Groups[1].Value}"));
                }
            }
            throw new RecordingException($"java -jar {jar} ended without naming a port.");
        }
        catch
        {
            await EndAsync(process, root);
            throw;
        }
    }

    /// <summary>Takes everything away that a case made.</summary>
    public async Task ResetAsync(CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = Url };
        foreach (var (method, path, body) in ((HttpMethod, string, string)[])
        [
            (HttpMethod.Delete, "/__admin/mappings", ""), (HttpMethod.Post, "/__admin/scenarios/reset", ""),
            (HttpMethod.Delete, "/__admin/requests", ""),
            (HttpMethod.Post, "/__admin/settings", """{ "fixedDelay": null, "delayDistribution": null, "proxyPassThrough": true }"""),
        ])
        {
            using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body) };
            using var response = await client.SendAsync(request, stop);
            response.EnsureSuccessStatusCode();
        }
        foreach (var file in _root.EnumerateFiles("*", SearchOption.AllDirectories))
            file.Delete();
    }

    public ValueTask DisposeAsync() => EndAsync(_process, _root);

    private static ProcessStartInfo Start(string jar, DirectoryInfo root, bool globalTemplating)
    {
        List<string> words = ["java", "-jar", jar, "--port", "0", "--disable-banner", "--root-dir", root.FullName];
        if (globalTemplating)
            words.Add("--global-response-templating");
        if (!OperatingSystem.IsWindows())
            words.InsertRange(0, ["/bin/sh", "-c", EndWithInput, "sh"]);
        return new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static async ValueTask EndAsync(Process process, DirectoryInfo root)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
        process.Dispose();
        root.Delete(recursive: true);
    }

    [GeneratedRegex(@"^port:\s+(\d+)")]
    private static partial Regex PortLine();
}
