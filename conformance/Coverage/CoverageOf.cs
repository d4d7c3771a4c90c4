using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Coverage;

/// <summary>Holds what was seen in a run against what its contract documents.</summary>
internal static class CoverageOf
{
    public static CoverageResult Run(RunResult result)
    {
        var reasons = new Reasons(result);
        return new CoverageResult([.. result.Run.Declared.Operations.Select(operation => Of(result, operation, reasons))]);
    }

    private static OperationCoverage Of(RunResult result, Operation operation, Reasons reasons)
    {
        var seen = result.Exercised.Of(operation);
        return new OperationCoverage(operation,
        [
            .. operation.Answers.Select(answer => answer.Status).Union(seen.Keys).Order()
                .Select(status => Of(result.Run, operation, status, seen.GetValueOrDefault(status), reasons)),
        ]);
    }

    private static StatusCoverage Of(Run run, Operation operation, int status, ExercisedStatus? seen, Reasons reasons)
    {
        var whyNot = seen is null ? reasons.Of(operation, status) : null;
        // What a refusal was about is for rules to say; which fields a success takes and shows is declared.
        var (sent, shown) = status == operation.Success.Status
            ? (DeclaredFields.Sent(run.Declared, operation), DeclaredFields.Shown(run.Declared, operation))
            : ([], []);
        var records = seen is null || shown.IsEmpty ? [] : Records(seen);
        return new StatusCoverage(status, operation.Answer(status) is not null, seen?.Exchanges ?? 0,
        [
            .. sent.Select(field => Sent(field, seen, whyNot, reasons)),
            .. Others(seen?.Sent ?? ImmutableDictionary<string, int>.Empty, sent, FieldSide.Sent, run.Declared, operation),
            .. shown.Select(field => Shown(field, records, whyNot, operation)),
            .. operation.Holds == AnswerHolds.Identity ? [] : Others(Undeclared(records, shown), shown, FieldSide.Shown, run.Declared, operation),
        ], whyNot);
    }

    private static FieldCoverage Sent(DeclaredField field, ExercisedStatus? seen, string? whyNot, Reasons reasons)
    {
        var exchanges = seen?.Sent.GetValueOrDefault(field.Name) ?? 0;
        return new FieldCoverage(field.Name, FieldSide.Sent, true, exchanges, exchanges > 0 ? null : whyNot ?? reasons.OfSent(field));
    }

    private static FieldCoverage Shown(DeclaredField field, ImmutableArray<JsonOutline> records, string? whyNot, Operation operation)
    {
        var exchanges = records.Sum(field.AnswersIn);
        return new FieldCoverage(field.Name, FieldSide.Shown, true, exchanges, exchanges > 0 ? null : whyNot ?? Reasons.OfShown(records, operation));
    }

    private static IEnumerable<FieldCoverage> Others(
        IReadOnlyDictionary<string, int> seen, ImmutableArray<DeclaredField> declared, FieldSide side, Contract contract, Operation operation) =>
        from entry in seen
        where declared.All(field => field.Name != entry.Key)
        orderby entry.Key
        let isDeclared = side == FieldSide.Sent && DeclaredFields.Sent(contract, operation).Any(field => field.Name == entry.Key)
        select new FieldCoverage(entry.Key, side, isDeclared, entry.Value, null);

    private static Dictionary<string, int> Undeclared(ImmutableArray<JsonOutline> records, ImmutableArray<DeclaredField> declared)
    {
        var names = declared.SelectMany(field => field.TopNames).ToHashSet();
        return records.SelectMany(record => record.Members).Where(member => !names.Contains(member.Key))
            .GroupBy(member => member.Key).ToDictionary(same => same.Key, same => same.Sum(member => member.Value.Answers));
    }

    // The records that the answers are about, in JSON and in XML: of a list its elements.
    private static ImmutableArray<JsonOutline> Records(ExercisedStatus seen) =>
    [
        .. from body in new[] { seen.Json, seen.Xml }
           from outline in body.All().Select(part => part.JsonOutline).Prepend(body)
           where outline.HoldsRecords
           select outline.Elements ?? outline,
    ];
}
