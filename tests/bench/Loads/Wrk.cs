using System.Diagnostics;
using System.Globalization;
using System.Text;
using PlanisoContract.Bench.Contenders;

namespace PlanisoContract.Bench.Loads;

/// <summary>Sends work with wrk: one thread, so that the server has a processor of its own.</summary>
/// <param name="scratch">Where it may write.</param>
/// <param name="numbers">How many records requests go through.</param>
internal sealed class Wrk(string scratch, int numbers)
{
    // Far above what a turn can send.
    private const long Span = 100_000_000;

    // It ends by itself; a machine may be busy.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Of all loads of this program: a server may be given several.
    private static long s_unique;

    /// <summary>How far apart the numbers are of the records that requests go through.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Why there is none, or null.</summary>
    public static string? Missing => Places.Program("wrk") is null ? "wrk is not installed (Debian: apt-get install wrk)" : null;

    /// <param name="server">Who answers.</param>
    /// <param name="work">What is asked.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="connections">Over so many connections.</param>
    /// <param name="check">Whether each answer is looked into; costs time, so it is for the warm-up.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<Figures> RunAsync(Server server, Work work, int seconds, int connections, bool check, CancellationToken stop)
    {
        var plan = Path.Combine(scratch, "plan.lua");
        await File.WriteAllTextAsync(plan, Plan(server, work), stop);
        var start = new ProcessStartInfo(Places.Program("wrk")!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "-t1", $"-c{Math.Min(connections, work.Connections ?? connections)}", $"-d{seconds}s", "--timeout", "30s",
            "-s", Path.Combine(Places.Here, "Loads", "load.lua"), server.Url, "--",
            plan, Interlocked.Add(ref s_unique, Span).ToString(CultureInfo.InvariantCulture), check ? "check" : "",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var wrk = new Child(start);
        var output = wrk.Process.StandardOutput.ReadToEndAsync(stop);
        var error = wrk.Process.StandardError.ReadToEndAsync(stop);
        await wrk.EndAsync(TimeSpan.FromSeconds(seconds) + Patience, stop);
        return Figures.Parse(await output + await error);
    }

    /// <summary>The requests as a table of Lua's.</summary>
    private string Plan(Server server, Work work)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"return {{ numbers = {numbers}, stride = {Stride}, requests = {{\n");
        foreach (var (request, _) in work.Shares)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {{ method = {Quote(request.Method)}, path = {Quote(server.PathOf(request))}, headers = {{ ")
                .Append(CultureInfo.InvariantCulture, $"[\"Authorization\"] = {Quote("Bearer " + request.Key)}");
            if (request.Body is not null)
                text.Append(CultureInfo.InvariantCulture, $", [\"Content-Type\"] = \"application/json\" }}, body = {Quote(request.Body.ToJsonString().Replace("{n}", "00000000000", StringComparison.Ordinal))} }},\n");
            else
                text.Append(" } },\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"}}, order = {{ {string.Join(", ", work.Order().Select(index => index + 1))} }}, begins = {{ ");
        foreach (var status in work.Shares.Select(share => share.Request.Status).Distinct())
            text.Append(CultureInfo.InvariantCulture, $"[{status}] = {Quote(server.BeginningOf(status))}, ");
        return text.Append("} }\n").ToString();
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
