using PlanisoContract.Conformance.Cleanup.Plans;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary><c>--plan</c>: prints what a run would send and leave behind. It opens no connection, so it needs no key.</summary>
internal static class PlanCommand
{
    private const string NoTarget = "http://target.invalid";

    /// <exception cref="UsageException">Something is wrong with the arguments.</exception>
    public static int Run(ParsedArguments given, TextWriter output)
    {
        // The directory of a report is not made for a plan.
        var settings = SettingsReader.Read(given with { Target = given.Target ?? NoTarget, Key = given.Key ?? "none", Report = null });
        var (contract, target) = (settings.Contract, settings.Target);
        var where = given.Target is not null ? target.Base : given.Start is { } command ? $"what {command} starts" : "a target";
        output.WriteLine($"Plan for {where} by {RunResult.Counted(settings.Rules.Length, "rule", "rules")} of {contract.Title}"
            + $"{(target.Mode == RunMode.ReadOnly ? ", reading only" : "")}. Nothing was sent.");
        if (Plan.Of(contract, target, settings.Rules, settings.Walks, settings.Options.Resources) is not { } plan)
        {
            output.WriteLine($"There is no plan for this contract: the suite has no record of what its rules send.");
            return RunResult.Conforms;
        }
        Requests("to find out what is served", plan.Discovery, output);
        Requests("for the rules", plan.Judging, output);
        if (plan.Walking.Requests > 0)
            output.WriteLine($"{Environment.NewLine}About {plan.Walking.Requests:N0} requests for {RunResult.Counted(settings.Walks, "walk", "walks")} and to clean up after them; they make about {plan.Walking.Records:N0} records more, and remove or deactivate them as below.");
        if (plan.Cleaning.Requests > 0)
            Requests("to clean up", plan.Cleaning, output);
        output.WriteLine($"{Environment.NewLine}About {plan.Requests:N0} requests in all. Counted on a server with few records: lists in pages cost more, refusals and repetitions may."
            + (settings.Rules.Length < contract.Rules.Length ? " Of a part of the rules it is an estimate." : ""));
        Bounds(target, plan.Requests, output);
        Records(plan, given, output);
        return RunResult.Conforms;
    }

    private static void Requests(string what, RequestCounts counts, TextWriter output)
    {
        output.WriteLine($"{Environment.NewLine}About {counts.Requests:N0} {(counts.Requests == 1 ? "request" : "requests")} {what}:");
        foreach (var (route, count) in counts.Sent.OrderBy(pair => pair.Key[pair.Key.IndexOf(' ', StringComparison.Ordinal)..], StringComparer.Ordinal))
            output.WriteLine($"{count,9:N0}  {route}");
    }

    private static void Bounds(TargetOptions target, int requests, TextWriter output)
    {
        if (target.MaxRequests is { } most)
        {
            output.WriteLine(most >= requests ? $"--max-requests {most} suffices."
                : $"--max-requests {most} does not suffice: rules end early, so that what is left cleans up, and the run ends with exit code {RunResult.CouldNotJudge}.");
        }
        if (target.Rate is { } rate)
            output.WriteLine($"At --rate {rate} that takes {Duration(TimeSpan.FromSeconds(Math.Min(requests, target.MaxRequests ?? int.MaxValue) / rate))} at least.");
    }

    private static void Records(Plan plan, ParsedArguments given, TextWriter output)
    {
        if (plan.Records.IsEmpty)
        {
            output.WriteLine("No record is made or changed.");
            return;
        }
        output.WriteLine($"{Environment.NewLine}About so many records are made:");
        foreach (var made in plan.Records)
            output.WriteLine($"{made.Count,9:N0}  {made.Resource}: {made.Sentence}.");
        output.WriteLine("Their texts hold a tag, pc and eight letters or digits, another one in each run: pcabcd2345.");
        output.WriteLine($"Each write is noted before it is sent, in {given.Ledger ?? Path.Combine(given.Report ?? ".", "ledger-TAG.jsonl")}.");
    }

    private static string Duration(TimeSpan time) =>
        time.TotalMinutes < 2 ? $"{time.TotalSeconds:0} seconds" : time.TotalHours < 2 ? $"{time.TotalMinutes:0} minutes" : $"{time.TotalHours:0.#} hours";
}
