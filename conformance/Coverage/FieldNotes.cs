using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Coverage;

/// <summary>
/// The members of successful JSON answers with their types, by operation (its operationId) and path: a dot before what is
/// inside, brackets for elements. Beside JSON's types stands <see cref="JsonOutline.Absent"/> where only some objects have the member.
/// </summary>
internal static class FieldNotes
{
    /// <summary>What a run saw; operations that it never saw succeed are left out.</summary>
    public static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, ImmutableArray<string>>> Of(RunResult result) =>
        result.Run.Declared.Operations.Select(operation => (operation.OperationId, Notes: Of(result.Exercised, operation)))
            .Where(entry => !entry.Notes.IsEmpty)
            .ToImmutableSortedDictionary(entry => entry.OperationId, entry => entry.Notes, StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Of(Exercised seen, Operation operation) => seen.Of(operation)
        .SelectMany(status => status.Value.Json.All())
        .GroupBy(noted => noted.Path)
        .ToImmutableSortedDictionary(
            same => same.Key,
            same => same.SelectMany(noted => noted.JsonOutline.Types(noted.Within)).Distinct().Order(StringComparer.Ordinal).ToImmutableArray(),
            StringComparer.Ordinal);
}
