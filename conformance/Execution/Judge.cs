using System.Collections.Immutable;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Universal;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>From a rule to its result: runs the check, and holds the observed reading against the tolerated ones.</summary>
internal static class Judge
{
    // More lines than anyone would paste hide those that matter.
    private const int MaxLines = 12;

    // So often in a row the same request must get no answer.
    private const int Times = 3;
    private const int MaxAttempts = 6;

    // Characters of a body.
    private const int MaxKept = 4000;

    public static async Task<RuleResult> JudgeAsync(Run run, Rule rule)
    {
        var started = run.Clock.GetTimestamp();
        run.Raise(new RunEvent.RuleStarted(rule));
        var (verdict, session) = await Patiently(run, rule);
        verdict = Tolerated(run, rule, verdict, session.Exchanges);
        var result = Result(run, rule, verdict, session.Exchanges) with { Elapsed = run.Clock.GetElapsedTime(started) };
        result = Settle(run, result);
        run.Raise(new RunEvent.RuleJudged(result));
        return result;
    }

    // One lost connection is no fault of the target: what gave no answer is asked again, by the whole check. Only what gives none each
    // time, after as many exchanges, is known to.
    private static async Task<(Verdict Verdict, Session Session)> Patiently(Run run, Rule rule)
    {
        var (times, last) = (0, (Route: "", After: -1));
        for (var attempt = 1; ; attempt++)
        {
            var session = SessionFor(run, rule);
            var verdict = await Check(run, rule, session);
            if (verdict is not Verdict.Inconclusive { Unanswered: { } unanswered, Reason: var reason } || run is not { Stopped: null, Transport.Down: null })
                return (verdict, session);
            var here = (Route: $"{unanswered.Method} {unanswered.Operation?.Id ?? unanswered.Uri.AbsolutePath}", After: session.Exchanges.Count);
            (times, last) = (here == last ? times + 1 : 1, here);
            if (times == Times)
                return (NoAnswer(run, verdict, unanswered, reason), session);
            if (attempt == MaxAttempts)
                return (verdict, session);
        }
    }

    // A rule about the whole API is put to what the run is about.
    private static Session SessionFor(Run run, Rule rule) =>
        rule.Place == Place.Api && run.About is { } about ? new Session(run) { Contract = about } : new Session(run);

    // An operation that gives no answer is told once, at the operation; what is none, here.
    private static Verdict NoAnswer(Run run, Verdict verdict, Exchange unanswered, string reason)
    {
        if (unanswered.Operation is not { } operation)
            return Verdict.Broken($"{unanswered.Method} {unanswered.Uri.AbsolutePath} answered", reason, unanswered);
        run.Unanswered.Note(operation, unanswered, reason);
        return verdict;
    }

    /// <summary>A universal rule that passed fails all the same once any check's exchange was seen to violate it.</summary>
    public static RuleResult Settle(Run run, RuleResult result) =>
        result.Verdict == VerdictKind.Fail || SeenOf(run, result.Rule) is not { } seen ? result : seen with { Elapsed = result.Elapsed };

    /// <summary>The violation of a universal rule that any check's exchange was seen to be; null where none was.</summary>
    public static RuleResult? SeenOf(Run run, Rule rule) =>
        run.Watch.Against(rule) is [var first, ..] seen ? Result(run, rule, Seen(rule, first, seen), []) : null;

    private static Verdict Seen(Rule rule, ObservedViolation first, ImmutableArray<ObservedViolation> all) =>
        Verdict.Broken(rule.Behavior.Summary, first.Actual, [.. all.Select(sighting => sighting.Exchange)]);

    private static async Task<Verdict> Check(Run run, Rule rule, Session session)
    {
        if (run.NotServedParts.Of(rule) is { } part)
            return new Verdict.NotServed(part);
        // Where no record can be made, those that are there must do, as for a run that only reads.
        var makes = session.MayWrite && !run.NotServedParts.All.Any(part => part.Operation?.Kind == OperationKind.Create
            && part.Resource.Name == (rule.Place.Resource?.Name ?? rule.Place.Operation?.Resource));
        if (CheckCatalog.Default.Of(rule.Behavior, makes) is not { } check)
            return new Verdict.Error($"it has no check for {rule.Behavior}");
        var verdict = await Checked(check, rule, session);
        // What is not served is in the way of what needs it, however that shows.
        return verdict is Verdict.Inconclusive { LacksKey: false } or Verdict.Error && run.NotServedParts.Behind(rule) is { } behind
            ? new Verdict.NotServed(behind)
            : verdict;
    }

    private static async Task<Verdict> Checked(Judgment check, Rule rule, Session session)
    {
        try
        {
            await session.Prepare(rule);
            return await check(rule, session);
        }
        catch (ViolationException violation)
        {
            return violation.Verdict;
        }
        catch (PreconditionException open)
        {
            return new Verdict.Inconclusive(open.Message) { IsRefused = open.Refusal is not null, LacksKey = open.LacksKey };
        }
        catch (NoAnswerException none)
        {
            return new Verdict.Inconclusive(none.Message) { IsRefused = true, Unanswered = none.Exchange };
        }
        // NUnit would print a stack trace, and the run would count it as a violation, which nobody has shown.
        catch (Exception wrong)
        {
            return new Verdict.Error($"its check could make no sense of the answers ({wrong.GetType().Name}: {wrong.Message})");
        }
    }

    private static Verdict Tolerated(Run run, Rule rule, Verdict verdict, IReadOnlyList<Exchange> exchanges)
    {
        if (verdict is not Verdict.Pass { Reading: var reading } pass)
            return verdict;
        if (rule.Readings.Any(mode => mode.Name == reading))
        {
            return pass.IsUndetermined || run.Asked.Required.GetValueOrDefault(rule.Id, reading) == reading ? verdict
                : Verdict.Broken($"{rule.Behavior.Mode(run.Asked.Required[rule.Id])!.Sentence} The profile of --require demands the reading {run.Asked.Required[rule.Id]}",
                    $"{rule.Behavior.Mode(reading)!.Sentence} That is the reading {reading}.{Last(exchanges)}");
        }
        return rule.Behavior.Mode(reading) is { } observed
            ? Verdict.Broken(string.Join(" Or: ", rule.Readings.Select(mode => mode.Sentence)), observed.Sentence + Last(exchanges))
            : new Verdict.Error($"its check reported {reading}, which is none of its readings");
    }

    // The mode's sentence holds no values; the answer that it was told by does.
    private static string Last(IReadOnlyList<Exchange> exchanges) => exchanges.Count == 0 ? "" :
        $" The last answer, to {exchanges[^1].Method} {exchanges[^1].Uri.AbsolutePath}: {exchanges[^1].Status} {exchanges[^1].Start}";

    private static RuleResult Result(Run run, Rule rule, Verdict verdict, IReadOnlyList<Exchange> exchanges)
    {
        var result = new RuleResult
        {
            Rule = rule,
            Verdict = VerdictKind.Inconclusive,
            Message = "",
            DeclaredAt = $"{run.Contract.File ?? $"spec/{run.Contract.Api}.openapi.yaml"}#{rule.Pointer}",
            Line = run.Contract.Line(rule.Pointer),
            Suspects = Suspects(run, rule, exchanges),
            IsUnreadable = IsUnreadable(run, exchanges),
            IsRefusedLast = IsRefusedLast(run, exchanges),
            Exchanges = [.. exchanges.Select(Slim)],
            Operation = OperationOf(rule, exchanges),
        };
        return verdict switch
        {
            Verdict.Pass pass => result with
            {
                Verdict = VerdictKind.Pass,
                Reading = pass.IsUndetermined ? null : pass.Reading,
                Message = (pass.IsUndetermined ? "What was seen does not tell the readings apart." : rule.Readings.First(mode => mode.Name == pass.Reading).Sentence)
                    + (pass.Note is { } note ? $" {Sentence(run.Redaction.Of(note))}" : ""),
            },
            Verdict.Fail fail => Failed(run, result, fail),
            Verdict.Inconclusive unknown => result with
            {
                Message = Sentence(run.Redaction.Of(unknown.Reason)),
                IsRefused = unknown.IsRefused,
                Unanswered = unknown.Unanswered?.Operation?.Id,
            },
            Verdict.NotServed lacking => result with
            {
                Verdict = VerdictKind.NotServed,
                NotServedPart = lacking.NotServedPart,
                Message = run.Redaction.Of(lacking.NotServedPart.Sentence),
                Operation = rule.Place.Operation?.OperationId,
                Exchanges = [Slim(lacking.NotServedPart.Exchange)],
                Suspects = [],
            },
            Verdict.Error wrong => result with { Verdict = VerdictKind.Error, Message = $"This is a fault of the suite, not of the target: {Ended(run.Redaction.Of(wrong.Reason))}" },
            _ => throw new InvalidOperationException($"Unknown verdict {verdict}."),
        };
    }

    /// <summary>The result of a rule that was judged by exchanges of somebody else.</summary>
    public static RuleResult Observed(Run run, Rule rule, Verdict verdict, IReadOnlyList<Exchange> exchanges) => Result(run, rule, verdict, exchanges);

    /// <summary>A result that is settled to be a violation after all.</summary>
    public static RuleResult Failed(Run run, RuleResult result, string expected, string actual, ImmutableArray<Exchange> evidence) =>
        Result(run, result.Rule, Verdict.Broken(expected, actual, evidence), evidence) with { Elapsed = result.Elapsed, NotServedPart = result.NotServedPart };

    private static RuleResult Failed(Run run, RuleResult result, Verdict.Fail fail)
    {
        var evidence = fail.Evidence.IsDefaultOrEmpty ? result.Exchanges : [.. fail.Evidence.Select(Slim)];
        var (expected, actual) = (run.Redaction.Of(fail.Expected), run.Redaction.Of(fail.Actual));
        return result with
        {
            Verdict = VerdictKind.Fail,
            Expected = expected,
            Actual = actual,
            Message = $"Expected: {Ended(expected)} Actual: {Ended(actual)}",
            Exchanges = evidence,
            Fields = fail.Fields,
            Suspects = fail.Evidence.IsDefaultOrEmpty ? result.Suspects : Suspects(run, result.Rule, fail.Evidence),
            IsUnreadable = fail.Evidence.IsDefaultOrEmpty ? result.IsUnreadable : IsUnreadable(run, fail.Evidence),
            IsRefusedLast = fail.Evidence.IsDefaultOrEmpty ? result.IsRefusedLast : IsRefusedLast(run, fail.Evidence),
            Operation = OperationOf(result.Rule, evidence),
            Reproduce = [.. Story(result.Exchanges, evidence).TakeLast(MaxLines).Select(run.Curl)],
        };
    }

    // What shows a violation seldom does so alone: a value is taken only after something took it.
    private static IEnumerable<Exchange> Story(ImmutableArray<Exchange> all, ImmutableArray<Exchange> evidence)
    {
        var last = evidence.IsEmpty ? -1 : all.LastIndexOf(evidence[^1]);
        return last < 0 ? evidence : all.Take(last + 1);
    }

    // By the exchange as it came: a body that was cut is no JSON any more.
    private static ImmutableArray<string> Suspects(Run run, Rule rule, IReadOnlyList<Exchange> exchanges) =>
        exchanges.Count == 0 ? [] : [.. run.Watch.BrokenBy(exchanges[^1]).Where(id => id != rule.Id)];

    // A refusal tells by its status what it is, whatever its body lacks.
    private static bool IsUnreadable(Run run, IReadOnlyList<Exchange> exchanges) => exchanges.Count > 0 && run.Dialect.Read(exchanges[^1]) is var answer
        && (answer.Outcome is Outcome.Unreadable or Outcome.ServerError || answer is { Succeeded: true, Data: null });

    private static bool IsRefusedLast(Run run, IReadOnlyList<Exchange> exchanges) =>
        exchanges.Count > 0 && !run.Dialect.Read(exchanges[^1]).Succeeded;

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + Ended(text)[1..];

    private static string Ended(string text) => text is [.., '.' or '?' or '!'] ? text : text + ".";

    // Results are kept until the run ends, and a list may be megabytes long.
    private static Exchange Slim(Exchange exchange) =>
        exchange.Body.Length > MaxKept ? exchange with { Body = exchange.Body[..MaxKept] } : exchange;

    // A rule of a field is about what was written; what was read afterwards only shows it.
    private static string? OperationOf(Rule rule, IReadOnlyList<Exchange> exchanges) =>
        (rule.Place.Operation
            ?? exchanges.LastOrDefault(exchange => exchange.Operation is { Kind: not (OperationKind.List or OperationKind.Find) })?.Operation
            ?? exchanges.LastOrDefault(exchange => exchange.Operation is not null)?.Operation)?.OperationId;
}
