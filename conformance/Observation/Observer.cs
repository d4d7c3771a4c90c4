using System.Collections.Immutable;
using System.Net.Http;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Coverage;
using PlanisoContract.Conformance.Observation.Judgments;
using PlanisoContract.Conformance.Observation.Knowledge;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Recordings;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation;

/// <summary>Judges traffic that others made by a contract. It sends nothing, and is not safe for parallel use.</summary>
internal sealed class Observer
{
    // Shown of a request beside what its body is; keys stand in others.
    private static readonly string[] ShownHeaders = ["accept", "x-redmine-nometa", "x-http-method-override", "range"];

    private readonly Exercised _exercised = new();
    private readonly ExchangeReader _reader;
    private readonly OperationMatcher _matcher;
    private readonly ImmutableArray<ExchangeJudgment> _judgments;
    private readonly ClientFaults _faults = new();
    private readonly RouteJudgment _routes;
    private readonly MemoryJudgment _memory;
    private readonly Masking _masking;
    private readonly DateTimeOffset _started;
    private int _exchanges;
    private int _others;
    private int _unanswered;

    /// <param name="contract">The contract.</param>
    /// <param name="target">The base URL of the server whose traffic it is.</param>
    /// <param name="matcher">Tells operations.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="onlyClient">Whether nobody else writes.</param>
    /// <param name="otherKey">A key that opens another silo than all others; null where nothing is known of that.</param>
    public Observer(Contract contract, Uri target, OperationMatcher matcher, TimeProvider clock, bool onlyClient = false, string? otherKey = null)
    {
        Run = Run.Create(contract, new TargetOptions(target, new Keys("(the key that the traffic had)")), clock, new HttpMessageInvoker(new NothingSent()));
        var session = new Session(Run);
        _matcher = matcher;
        _reader = new ExchangeReader(contract, matcher, Run.Dialect);
        _routes = new RouteJudgment(session, Findings, _faults, matcher);
        _memory = new MemoryJudgment(session, Findings, onlyClient, otherKey is null ? null : CredentialReader.Hash(otherKey));
        _masking = new Masking(contract);
        _started = clock.GetUtcNow();
        _judgments =
        [
            new UniversalJudgment(session, Findings), new SuccessJudgment(session, Findings), new BodyJudgment(session, Findings), new ListJudgment(session, Findings),
            new CredentialJudgment(session, Findings), new RequestJudgment(session, Findings, _faults), _routes,
        ];
    }

    public Run Run { get; }

    public Findings Findings { get; } = new();

    /// <summary>A request has begun. What is judged before its answer came may have seen what it writes, or not.</summary>
    /// <returns>What its exchange is judged with; null where it writes nothing.</returns>
    public WriteInterval? Began(string method, Uri uri, DateTimeOffset start)
    {
        if (_matcher.PathOf(uri) is not { } path)
            return null;
        var match = _matcher.Match(method, path);
        if (match is { Operation.Writes: false } || (match is null && method is "GET" or "HEAD" or "OPTIONS" or "TRACE" or "CONNECT"))
            return null;
        // PATCH, or a method in a header: another operation of the path tells the record.
        var values = match?.Values ?? (_matcher.Fitting(path).FirstOrDefault() is (not null, var fitting) ? fitting : null);
        return _memory.Began(match?.Operation, path, values?.GetValueOrDefault(ParameterRole.Identity), start);
    }

    /// <summary>The exchange of a write will never be judged.</summary>
    public void Lost(WriteInterval write, DateTimeOffset end) => _memory.Lost(write, end);

    /// <summary>Judges traffic that is over.</summary>
    /// <param name="exchanges">In any order.</param>
    /// <param name="end">Asked after each exchange whether it is enough.</param>
    public void ObserveAll(IReadOnlyCollection<RecordedExchange> exchanges, Func<bool>? end = null)
    {
        var begun = exchanges.OrderBy(exchange => exchange.Started).Select(exchange => (Exchange: exchange, Write: Began(exchange.Method, exchange.Uri, exchange.Started))).ToArray();
        foreach (var (exchange, write) in begun.OrderBy(pair => pair.Exchange.Ended))
        {
            Observe(exchange, write);
            if (end?.Invoke() == true)
                return;
        }
    }

    /// <summary>Judges one exchange. Exchanges come in the order in which their answers ended.</summary>
    /// <param name="recorded">The exchange.</param>
    /// <param name="write">What <see cref="Began"/> said of it.</param>
    public void Observe(RecordedExchange recorded, WriteInterval? write)
    {
        // A preflight is the browser's, a redirect says nothing of the API, and a server that asks for a rest has not looked at anything.
        if (_matcher.PathOf(recorded.Uri) is not { } path || recorded.Method is "OPTIONS" or "CONNECT" or "TRACE")
        {
            _others++;
            return;
        }
        var exchange = _reader.Read(recorded, path, ShownHeaders);
        if (recorded.Status is < 200 or (>= 300 and < 400) or 429 || (exchange.Operation is null && !_routes.IsOfApi(exchange)))
        {
            if (recorded.Status == 0)
                _unanswered++;
            else
                _others++;
            if (write is not null)
                _memory.Judge(exchange, write);
            return;
        }
        _exchanges++;
        foreach (var judgment in _judgments)
            judgment.Judge(exchange);
        _memory.Judge(exchange, write);
        _exercised.Note(exchange.Answer, [.. exchange.Input?.Fields.Select(field => field.Key) ?? []]);
    }

    /// <summary>What all of it came to.</summary>
    public RunResult Result()
    {
        var result = new RunResult(Run, [.. Run.Declared.Rules.Select(Of)], Run.Clock.GetUtcNow() - _started)
        {
            Started = _started,
            Exercised = _exercised,
            Traffic = new ObservedTraffic(_exchanges, _others, _faults.All) { Unanswered = _unanswered },
        };
        return result with { Coverage = CoverageOf.Run(result) };
    }

    /// <summary>What was seen so far, without keys.</summary>
    public JsonObject State() => new()
    {
        ["api"] = Run.Declared.Api,
        ["target"] = Run.Options.Base,
        ["exchanges"] = _exchanges,
        ["others"] = _others,
        ["unanswered"] = _unanswered,
        ["violations"] = new JsonArray(
        [
            .. from rule in Run.Declared.Rules
               let finding = Findings.Of(rule)
               where finding is { Violations: > 0 }
               let first = finding.First[0]
               select new JsonObject
               {
                   ["rule"] = rule.Id,
                   ["times"] = finding.Violations,
                   ["expected"] = _masking.Of(first.Expected, first.Evidence),
                   ["actual"] = _masking.Of(first.Actual, first.Evidence),
               },
        ]),
        ["clientFaults"] = _faults.All.Length,
    };

    /// <summary>A violation in one line, without keys.</summary>
    public string Line(FoundViolation violation) => _masking.Of(
        $"{violation.Rule.Id} is violated: expected {violation.Expected.TrimEnd('.')}; actual {violation.Actual}"
        + (violation.Evidence is [.., { Recorded.At: { } at }] ? $" [{at}]" : ""), violation.Evidence);

    private RuleResult Of(Rule rule)
    {
        if (Findings.Of(rule) is not { } finding)
            return Judge.Observed(Run, rule, Verdict.Unknown("the traffic did not put it to the test"), []);
        if (finding.First is [var first, ..])
        {
            var more = finding.Violations > 1 ? $" Seen {finding.Violations} times." : "";
            ImmutableArray<Exchange> evidence = [.. finding.First.SelectMany(violation => violation.Evidence).Distinct().Select(_masking.Of)];
            return Judge.Observed(Run, rule, Verdict.Broken(_masking.Of(first.Expected, first.Evidence), _masking.Of(first.Actual, first.Evidence) + more, evidence), evidence);
        }
        return Judge.Observed(Run, rule, finding.Readings.Count == 1 ? Verdict.Saw(finding.Readings.Single())
            : new Verdict.Pass(rule.Default.Name) { IsUndetermined = rule.Readings.Length > 1 }, []);
    }

    private sealed class NothingSent : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("An observer sends nothing.");
    }
}
