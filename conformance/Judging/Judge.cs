using System.Collections.Immutable;
using System.Net.Http;
using PlanisoContract.Conformance.Watching;
using PlanisoContract.Conformance.Wire;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Judging;

/// <summary>From a rule to its result: runs the check, and holds the observed reading against the tolerated ones.</summary>
internal static class Judge
{
    // More lines than anyone would paste hide those that matter.
    private const int MostLines = 12;

    // Characters of a body.
    private const int MostKept = 4000;

    public static async Task<RuleResult> JudgeAsync(Run run, Rule rule)
    {
        var session = new Session(run);
        var started = run.Clock.GetTimestamp();
        var verdict = Tolerated(rule, await Check(rule, session), session.Exchanges);
        var result = Result(run, rule, verdict, session.Exchanges) with { Elapsed = run.Clock.GetElapsedTime(started) };
        return Settle(run, result);
    }

    /// <summary>A universal rule that passed fails all the same once any check's exchange was seen to violate it.</summary>
    public static RuleResult Settle(Run run, RuleResult result) =>
        result.Word == Word.Fail || run.Watch.Against(result.Rule) is not [var first, ..] seen
            ? result
            : Result(run, result.Rule, Seen(result.Rule, first, seen), []) with { Elapsed = result.Elapsed };

    private static Verdict Seen(Rule rule, Sighting first, ImmutableArray<Sighting> all) =>
        Verdict.Broken(rule.Behavior.Summary, first.Actual, [.. all.Select(sighting => sighting.Exchange)]);

    private static async Task<Verdict> Check(Rule rule, Session session)
    {
        if (Checks.Of(rule.Behavior, session.MayWrite) is not { } check)
            return Verdict.Unknown($"The suite has no check for {rule.Behavior} yet.");
        try
        {
            await session.Prepare(rule);
            return await check(rule, session);
        }
        catch (ViolationException violation)
        {
            return violation.Verdict;
        }
        catch (Exception wrong) when (wrong is PreconditionException or NoAnswerException or HttpRequestException or TimeoutException)
        {
            return Verdict.Unknown(wrong.Message);
        }
        // NUnit would print a stack trace, and the run would count it as a violation, which nobody has shown.
        catch (Exception wrong)
        {
            return Verdict.Unknown($"The check could make no sense of the answers ({wrong.GetType().Name}: {wrong.Message}).");
        }
    }

    private static Verdict Tolerated(Rule rule, Verdict verdict, IReadOnlyList<Exchange> exchanges)
    {
        if (verdict is not Verdict.Pass { Reading: var reading } || rule.Readings.Any(mode => mode.Name == reading))
            return verdict;
        return rule.Behavior.Mode(reading) is { } observed
            ? Verdict.Broken(string.Join(" Or: ", rule.Readings.Select(mode => mode.Sentence)), observed.Sentence + Last(exchanges))
            : Verdict.Unknown($"The check of {rule.Behavior} reported {reading}, which is none of its readings. This is a fault of the suite.");
    }

    // The mode's sentence holds no values; the answer that it was told by does.
    private static string Last(IReadOnlyList<Exchange> exchanges) => exchanges.Count == 0 ? "" :
        $" The last answer, to {exchanges[^1].Method} {exchanges[^1].Uri.AbsolutePath}: {exchanges[^1].Status} {exchanges[^1].Start}";

    private static RuleResult Result(Run run, Rule rule, Verdict verdict, IReadOnlyList<Exchange> exchanges)
    {
        var result = new RuleResult
        {
            Rule = rule,
            Word = Word.Inconclusive,
            Message = "",
            DeclaredAt = $"spec/{run.Contract.Api}.openapi.yaml#{rule.Pointer}",
            Line = run.Contract.Line(rule.Pointer),
            Suspects = Suspects(run, rule, exchanges),
            Exchanges = [.. exchanges.Select(Slim)],
            Operation = OperationOf(rule, exchanges),
        };
        return verdict switch
        {
            Verdict.Pass pass => result with
            {
                Word = Word.Pass,
                Reading = pass.IsUndetermined ? null : pass.Reading,
                Message = (pass.IsUndetermined ? "What was seen does not tell the readings apart." : rule.Readings.First(mode => mode.Name == pass.Reading).Sentence)
                    + (pass.Note is { } note ? $" {Sentence(run.Redaction.Of(note))}" : ""),
            },
            Verdict.Fail fail => Failed(run, result, fail),
            Verdict.Inconclusive unknown => result with { Message = Sentence(run.Redaction.Of(unknown.Reason)) },
            _ => throw new InvalidOperationException($"Unknown verdict {verdict}."),
        };
    }

    private static RuleResult Failed(Run run, RuleResult result, Verdict.Fail fail)
    {
        var evidence = fail.Evidence.IsDefaultOrEmpty ? result.Exchanges : [.. fail.Evidence.Select(Slim)];
        var (expected, actual) = (run.Redaction.Of(fail.Expected), run.Redaction.Of(fail.Actual));
        return result with
        {
            Word = Word.Fail,
            Expected = expected,
            Actual = actual,
            Message = $"Expected: {Ended(expected)} Actual: {Ended(actual)}",
            Exchanges = evidence,
            Suspects = fail.Evidence.IsDefaultOrEmpty ? result.Suspects : Suspects(run, result.Rule, fail.Evidence),
            Operation = OperationOf(result.Rule, evidence),
            Reproduce = [.. Story(result.Exchanges, evidence).TakeLast(MostLines).Select(run.Curl)],
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

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + Ended(text)[1..];

    private static string Ended(string text) => text is [.., '.' or '?' or '!'] ? text : text + ".";

    // Results are kept until the run ends, and a list may be megabytes long.
    private static Exchange Slim(Exchange exchange) =>
        exchange.Body.Length > MostKept ? exchange with { Body = exchange.Body[..MostKept] } : exchange;

    // A rule of a field is about what was written; what was read afterwards only shows it.
    private static string? OperationOf(Rule rule, IReadOnlyList<Exchange> exchanges) =>
        (rule.Place.Operation
            ?? exchanges.LastOrDefault(exchange => exchange.Operation is { Kind: not (OperationKind.List or OperationKind.Find) })?.Operation
            ?? exchanges.LastOrDefault(exchange => exchange.Operation is not null)?.Operation)?.OperationId;
}
