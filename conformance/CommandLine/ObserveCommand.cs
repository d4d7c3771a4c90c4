using System.CommandLine;
using System.CommandLine.Invocation;
using PlanisoContract.Conformance.Observation;
using PlanisoContract.Conformance.Observation.Recordings;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary><c>observe --har FILE</c>: judges recorded traffic, and sends nothing.</summary>
/// <param name="output">Verdicts.</param>
/// <param name="environment">Reads a variable.</param>
internal sealed class ObserveCommand(TextWriter output, Func<string, string?> environment)
{
    public const string Name = "observe";

    // More lines of one rule say nothing new while traffic is read; the reports count them.
    private const int MaxLines = 3;

    private readonly Option<FileInfo> _har = new("--har")
    {
        HelpName = "FILE",
        Description = "Recorded traffic: an HTTP Archive (HAR 1.2), the mock's journal with bodies, or a report.json of the suite.",
    };
    private readonly Option<string> _api = new("--api") { HelpName = "NAME", Description = $"The contract to judge by: {string.Join(", ", Contracts.Names)}." };
    private readonly Option<string> _target = new("--target") { HelpName = "HOST", Description = "Of several hosts in the file the one to judge; a URL with a path says where the paths of the contract begin." };
    private readonly Option<string> _report = new("--report") { HelpName = "DIR", Description = "Directory for report.html, report.json, profile.json, junit.xml and summary.md." };

    /// <returns>0: nothing refutes the contract, 1: violations, 2: nothing was judged.</returns>
    /// <exception cref="UsageException">Something about the arguments or the file is wrong.</exception>
    public async Task<int> Run(string[] args)
    {
        var command = new RootCommand("Judges recorded traffic by an API contract, and sends nothing. Exit code 0: nothing refutes the contract, 1: violations, 2: nothing was judged.")
        {
            _har, _api, _target, _report,
        };
        var parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is not (null or ParseErrorAction))
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = output });
        if (parsed.UnmatchedTokens is [var unknown, ..])
            throw new UsageException($"There is no option {unknown} of {Name}. {Name} --help shows all.");
        if (parsed.Errors is [var error, ..])
            throw new UsageException($"{error.Message} {Name} --help shows how.");
        var file = parsed.GetValue(_har) ?? throw new UsageException($"There is no file to judge. Give one with recorded traffic: {Name} --har FILE --api NAME.");
        if (!file.Exists)
            throw new UsageException($"There is no file {file.FullName}, which --har names.");
        var contract = SettingsReader.Contract(parsed.GetValue(_api) ?? environment("PLANISO_API"));
        var reports = (parsed.GetValue(_report) ?? environment("PLANISO_REPORT")) is { Length: > 0 } directory ? SettingsReader.Directory(directory) : null;
        return Judge(contract, file, parsed.GetValue(_target), reports);
    }

    private int Judge(Contract contract, FileInfo file, string? host, DirectoryInfo? reports)
    {
        RecordedTraffic traffic;
        try
        {
            traffic = RecordedTraffic.Of(contract, RecordingFile.Read(file), host);
        }
        catch (RecordingException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        var observer = new Observer(contract, traffic.Target, traffic.Matcher, TimeProvider.System);
        observer.Findings.Found += (violation, count) =>
        {
            if (count <= MaxLines)
                output.WriteLine(PlainText.Of(observer.Line(violation)));
        };
        foreach (var exchange in traffic.Exchanges)
            observer.Observe(exchange);
        var report = new Report(observer.Result());
        if (reports is not null)
            ReportFiles.Write(report, reports);
        ConsoleReport.Write(report, reports, output);
        return report.Result.ExitCode;
    }
}
