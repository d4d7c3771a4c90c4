using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDiff;

/// <summary>Operations that came, went, or are called and answered differently.</summary>
internal static partial class OperationChanges
{
    public static void Find(ChangeCollector changes)
    {
        var before = changes.Old.Operations.ToDictionary(Key);
        var after = changes.New.Operations.ToDictionary(Key);
        foreach (var gone in changes.Old.Operations.Where(operation => !after.ContainsKey(Key(operation))))
            changes.Removed(ChangeCategory.OperationRemoved, $"{gone}", gone.Pointer, gone.OperationId);
        foreach (var operation in changes.New.Operations)
        {
            if (before.TryGetValue(Key(operation), out var old))
                Compare(old, operation, changes);
            else
                changes.Added(ChangeCategory.OperationAdded, $"{operation}", operation.Pointer, operation.OperationId);
        }
    }

    /// <summary>What tells operations apart: what a parameter of the path is called does not.</summary>
    public static string Key(Operation operation) => $"{operation.Method} {Parameter().Replace($"{operation.Path}", "{}")}";

    private static void Compare(Operation old, Operation now, ChangeCollector changes)
    {
        var (place, pointer) = ($"{now}", now.Pointer);
        if (old.OperationId != now.OperationId)
            changes.Changed(ChangeCategory.OperationRenamed, place, pointer, old.OperationId, now.OperationId);
        if ((old.Kind, old.Resource) != (now.Kind, now.Resource))
            changes.Changed(ChangeCategory.OperationRepurposed, place, pointer, $"{old.Kind} {old.Resource}", $"{now.Kind} {now.Resource}");
        if (old.Success.Status != now.Success.Status)
            changes.Changed(ChangeCategory.SuccessChanged, place, now.Success.Pointer, old.Success.Status, now.Success.Status);
        if (Refusals(old) != Refusals(now))
            changes.Changed(ChangeCategory.AnswersChanged, place, pointer, Refusals(old), Refusals(now));
        changes.Elements(place, pointer, old.Bodies.Select(body => body.MediaType), now.Bodies.Select(body => body.MediaType),
            ChangeCategory.MediaTypeRemoved, ChangeCategory.MediaTypeAdded);
        changes.Flag(place, pointer, old.Replaces, now.Replaces, ChangeCategory.Replacing, ChangeCategory.Partial);
        Answers(old, now, changes);
        changes.Elements(place, pointer, Queries(old.Query), Queries(now.Query), ChangeCategory.QueryRemoved, ChangeCategory.QueryAdded);
        Parameters(old, now, changes);
        Pages(old, now, changes);
    }

    private static void Parameters(Operation old, Operation now, ChangeCollector changes)
    {
        var before = Parameters(changes.Old, old);
        var after = Parameters(changes.New, now);
        foreach (var gone in before.Keys.Except(after.Keys))
            changes.Changed(ChangeCategory.ParameterRemoved, $"{now}", now.Pointer, gone, null);
        foreach (var (name, isRequired) in after)
        {
            if (!before.TryGetValue(name, out var was))
                changes.Changed(isRequired ? ChangeCategory.ParameterRequired : ChangeCategory.ParameterAdded, $"{now}", now.Pointer, null, name);
            else if (was != isRequired)
                changes.Changed(isRequired ? ChangeCategory.ParameterRequired : ChangeCategory.ParameterOptional, $"{now}", now.Pointer, name, name);
        }
    }

    private static void Answers(Operation old, Operation now, ChangeCollector changes)
    {
        var (place, pointer) = ($"{now}", now.Success.Pointer);
        if (old.Member != now.Member)
            changes.Changed(ChangeCategory.MemberChanged, place, pointer, old.Member ?? "the answer itself", now.Member ?? "the answer itself");
        if (old.Success.MediaType != now.Success.MediaType)
            changes.Changed(ChangeCategory.AnswerMediaType, place, pointer, old.Success.MediaType, now.Success.MediaType);
        changes.Elements(place, pointer, old.Success.Headers.Order(StringComparer.Ordinal), now.Success.Headers.Order(StringComparer.Ordinal), ChangeCategory.HeaderRemoved, ChangeCategory.HeaderAdded);
    }

    private static IEnumerable<string> Queries(QueryWord? query) => query is null ? [] :
    [
        .. query.Where.Select(where => $"{where.Parameter}: {where.Field} {where.Is}"),
        .. (query.Sort?.Fields ?? []).Select(field => $"{query.Sort!.Parameter}: by {field}{(query.Sort.Order is { } order ? $" {order}" : "")}"),
        .. (query.Search?.Fields ?? []).Select(field => $"{query.Search!.Parameter}: in {field}"),
    ];

    // Those of the path apart: where they stand is what matters. The name with its place, and whether it must be sent.
    private static SortedDictionary<string, bool> Parameters(Contract contract, Operation operation)
    {
        var found = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        var path = operation.Pointer[..operation.Pointer.LastIndexOf('/')];
        foreach (var list in new[] { path, operation.Pointer }.Select(at => Pointer.Find(contract.Json, at + "/parameters")).OfType<JsonArray>())
        {
            foreach (var parameter in list.Select(one => Pointer.Follow(contract.Json, one, "").Node))
            {
                if (parameter?["in"]?.ToString() is { } place and not "path")
                    found[$"{place} {parameter["name"]}"] = parameter["required"]?.ToString() == "true";
            }
        }
        return found;
    }

    private static void Pages(Operation old, Operation now, ChangeCollector changes)
    {
        if (old.Paging is { } one && now.Paging is { } other)
        {
            if (Names(one) != Names(other))
                changes.Changed(ChangeCategory.PageParameters, $"{now}", now.Pointer, Names(one), Names(other));
            changes.Elements($"{now}", now.Pointer, Totals(one), Totals(other), ChangeCategory.TotalRemoved, ChangeCategory.TotalAdded);
        }
        if ((old.Paging?.Size, old.Paging?.Maximum) == (now.Paging?.Size, now.Paging?.Maximum))
            return;
        var isCut = now.Paging is { } pages && (old.Paging is not { } were || pages.Size < were.Size || pages.Maximum < were.Maximum);
        changes.Changed(isCut ? ChangeCategory.PagesCut : ChangeCategory.PagesGrown, $"{now}", now.Pointer, Text(old.Paging), Text(now.Paging));
    }

    private static string Names(PagingWord pages) => string.Join(", ", new[] { pages.Limit, pages.Offset, pages.Page, pages.Cursor, pages.Next }.OfType<string>());

    private static IEnumerable<string> Totals(PagingWord pages) =>
        new[] { pages.Total, pages.TotalHeader, pages.HasMeta ? "total_count" : null }.OfType<string>();

    private static string Text(PagingWord? pages) => pages is null ? "in one piece" : $"{pages.Size}, at most {pages.Maximum}";

    private static string Refusals(Operation operation) =>
        string.Join(", ", operation.Answers.Where(answer => !answer.IsSuccess).Select(answer => answer.Status));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
