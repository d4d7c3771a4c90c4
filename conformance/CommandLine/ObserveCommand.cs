using System.CommandLine;
using System.CommandLine.Invocation;
using System.Net.Http;
using System.Runtime.InteropServices;
using PlanisoContract.Conformance.Observation;
using PlanisoContract.Conformance.Observation.Live;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Recordings;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary><c>observe</c>: judges traffic that others make, live on its way to a target or recorded in a file, and sends nothing of its own.</summary>
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
    private readonly Option<string> _contract = new("--contract") { HelpName = "FILE", Description = "A contract of your own to judge by, in place of --api." };
    private readonly Option<string> _target = new("--target") { HelpName = "HOST", Description = "URL of the server that live traffic goes to; with --har, of several hosts in the file the one to judge. A path in it says where the paths of the contract begin." };
    private readonly Option<string> _urls = new("--urls") { HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5090", Description = "Where to listen for live traffic; several are separated by semicolons, and port 0 picks a free one." };
    private readonly Option<bool> _keepAddresses = new("--keep-addresses") { Description = "Leaves Location and cookies that name the target as they are, instead of leading them back through the observer." };
    private readonly Option<bool> _failFast = new("--fail-fast") { Description = "Ends with the first violation." };
    private readonly Option<bool> _insecure = new("--insecure") { Description = "Takes any certificate of the target." };
    private readonly Option<bool> _onlyClient = new("--only-client") { Description = "Nobody else writes to the server, so that what a record holds follows from this traffic alone." };
    private readonly Option<string> _otherKey = new("--other-key") { HelpName = "KEY", Description = "A key of the traffic that opens another silo than all others do: what it shows or changes of theirs, and they of its, is a violation. Needs --only-client." };
    private readonly Option<string> _report = new("--report") { HelpName = "DIR", Description = "Directory for report.html, report.json, profile.json, junit.xml and summary.md." };

    /// <returns>0: nothing refutes the contract, 1: violations, 2: nothing was judged.</returns>
    /// <exception cref="UsageException">Something about the arguments or the file is wrong.</exception>
    public async Task<int> Run(string[] args)
    {
        var command = new RootCommand("Judges traffic that others make by an API contract, live on its way to --target or recorded in the file of --har, and sends nothing of its own. Exit code 0: nothing refutes the contract, 1: violations, 2: nothing was judged.")
        {
            _target, _har, _api, _contract, _urls, _onlyClient, _otherKey, _failFast, _keepAddresses, _insecure, _report,
        };
        var parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is not (null or ParseErrorAction))
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = output });
        if (parsed.UnmatchedTokens is [var unknown, ..])
            throw new UsageException($"There is no option {unknown} of {Name}. {Name} --help shows all.");
        if (parsed.Errors is [var error, ..])
            throw new UsageException($"{error.Message} {Name} --help shows how.");
        var contract = SettingsReader.Contract(parsed.GetValue(_api) ?? environment("PLANISO_API"), parsed.GetValue(_contract) ?? environment("PLANISO_CONTRACT"));
        if (parsed.GetValue(_otherKey) is not null && !parsed.GetValue(_onlyClient))
            throw new UsageException("--other-key needs --only-client: what clients that nobody sees did in the other silo would be taken for a leak.");
        var reports = (parsed.GetValue(_report) ?? environment("PLANISO_REPORT")) is { Length: > 0 } directory ? SettingsReader.Directory(directory) : null;
        var result = parsed.GetValue(_har) is { } file ? Recorded(parsed, contract, file) : await Live(parsed, contract);
        var report = new Report(result);
        if (reports is not null)
            ReportFiles.Write(report, reports);
        ConsoleReport.Write(report, reports, output);
        return report.Result.ExitCode;
    }

    private RunResult Recorded(ParseResult parsed, Contract contract, FileInfo file)
    {
        if (!file.Exists)
            throw new UsageException($"There is no file {file.FullName}, which --har names.");
        RecordedTraffic traffic;
        try
        {
            traffic = RecordedTraffic.Of(contract, RecordingFile.Read(file), parsed.GetValue(_target));
        }
        catch (RecordingException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        var observer = new Observer(contract, traffic.Target, traffic.Matcher, TimeProvider.System, parsed.GetValue(_onlyClient), OtherKey(parsed));
        Tell(observer, () => { });
        observer.ObserveAll(traffic.Exchanges, () => parsed.GetValue(_failFast) && observer.Findings.Violations > 0);
        return observer.Result();
    }

    private async Task<RunResult> Live(ParseResult parsed, Contract contract)
    {
        var url = parsed.GetValue(_target) ?? environment("PLANISO_TARGET")
            ?? throw new UsageException($"There is no traffic to judge. Give the server that it goes to: {Name} --target URL --api NAME; or a file with recorded traffic: {Name} --har FILE --api NAME.");
        var target = SettingsReader.Target(url);
        using var ended = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        var observer = new Observer(contract, target, new OperationMatcher(contract, target.AbsolutePath.TrimEnd('/')), TimeProvider.System, parsed.GetValue(_onlyClient), OtherKey(parsed));
        Tell(observer, () =>
        {
            if (parsed.GetValue(_failFast))
                ended.Cancel();
        });
        await using var live = new LiveObserver(observer, wrong => output.WriteLine($"An exchange could not be judged ({wrong.GetType().Name})."));
        await using (var proxy = await Proxy(parsed, target, live))
        {
            foreach (var address in proxy.Addresses)
                output.WriteLine($"Listening on {address}");
            output.Flush();
            await Task.Delay(Timeout.Infinite, ended.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
        return await live.Result();

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            ended.Cancel();
        }
    }

    private string? OtherKey(ParseResult parsed) => parsed.GetValue(_onlyClient) && (parsed.GetValue(_otherKey) ?? environment("PLANISO_OTHER_KEY")) is { Length: > 0 } key ? key : null;

    private async Task<ObservingProxy> Proxy(ParseResult parsed, Uri target, LiveObserver live)
    {
        var handler = new SocketsHttpHandler();
        if (parsed.GetValue(_insecure))
#pragma warning disable CA5359
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        var urls = parsed.GetValue(_urls)!;
        try
        {
            return await ObservingProxy.Start(target, urls.Split(';'), live, handler, parsed.GetValue(_keepAddresses), TimeProvider.System);
        }
        catch (Exception wrong) when (wrong is IOException or FormatException or InvalidOperationException)
        {
            throw new UsageException($"Nothing can listen on {urls}, which --urls names: {wrong.Message}");
        }
    }

    private void Tell(Observer observer, Action found) => observer.Findings.Found += (violation, count) =>
    {
        if (count <= MaxLines)
            output.WriteLine(PlainText.Of(observer.Line(violation)));
        found();
    };
}
