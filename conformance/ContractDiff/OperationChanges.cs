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
        if (old.Paging == now.Paging)
            return;
        var isCut = now.Paging is { } pages && (old.Paging is not { } were || pages.Size < were.Size || pages.Maximum < were.Maximum);
        changes.Changed(isCut ? ChangeCategory.PagesCut : ChangeCategory.PagesGrown, $"{now}", now.Pointer, Text(old.Paging), Text(now.Paging));
    }

    private static string Text(PagingWord? pages) => pages is null ? "in one piece" : $"{pages.Size}, at most {pages.Maximum}";

    private static string Refusals(Operation operation) =>
        string.Join(", ", operation.Answers.Where(answer => !answer.IsSuccess).Select(answer => answer.Status));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
