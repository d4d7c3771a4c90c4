using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Coverage;

/// <summary>A field that an operation's requests take or its answers show.</summary>
/// <param name="Resource">The resource that the operation is about.</param>
/// <param name="Field">The field.</param>
/// <param name="Inner">The field of the record within it, or null.</param>
internal sealed record DeclaredField(Resource Resource, Field Field, Field? Inner)
{
    public string Name => Inner is null ? Field.Name : $"{Field.Name}.{Inner.Name}";

    /// <summary>The names under which a record may show it, or what it is within.</summary>
    public IEnumerable<string> TopNames => NamesOf(Field);

    /// <summary>In how many answers the records show it.</summary>
    public int AnswersIn(JsonOutline record)
    {
        var shown = NamesOf(Field).Select(name => record.Members.GetValueOrDefault(name)).OfType<JsonOutline>();
        if (Inner is null)
            return shown.Select(outline => outline.Answers).DefaultIfEmpty().Max();
        // One record or several, perhaps within a wrapper.
        return shown.Select(outline => outline.Elements ?? outline)
            .SelectMany(outline => outline.Members.Values.Prepend(outline))
            .SelectMany(outline => NamesOf(Inner).Select(name => outline.Members.GetValueOrDefault(name)?.Answers ?? 0))
            .DefaultIfEmpty().Max();
    }

    private static IEnumerable<string> NamesOf(Field field) =>
        field.Refers?.Record is { } record ? field.Aliases.Prepend(field.Name).Append(record) : field.Aliases.Prepend(field.Name);
}

/// <summary>What a contract declares that an operation takes and shows.</summary>
internal static class DeclaredFields
{
    public static ImmutableArray<DeclaredField> Sent(Contract contract, Operation operation) => operation.Kind switch
    {
        OperationKind.Create => All(contract, operation, field => field is { OnCreate: true, Forbidden: false }, isShown: false),
        OperationKind.Update => All(contract, operation, field => field is { OnUpdate: true, Forbidden: false }, isShown: false),
        _ => [],
    };

    public static ImmutableArray<DeclaredField> Shown(Contract contract, Operation operation)
    {
        var resource = contract.Resource(operation.Resource);
        return operation.Holds switch
        {
            AnswerHolds.Record or AnswerHolds.Records =>
                All(contract, operation, field => !field.WriteOnly && field.ShownIn.Contains(operation.Kind), isShown: true),
            AnswerHolds.Identity => [new DeclaredField(resource, resource.Identity, null)],
            _ => [],
        };
    }

    private static ImmutableArray<DeclaredField> All(Contract contract, Operation operation, Func<Field, bool> holds, bool isShown)
    {
        var resource = contract.Resource(operation.Resource);
        return
        [
            .. from field in resource.Fields
               where holds(field)
               // Records that a request only refers to are shown in whole.
               let within = field.Link?.Resource ?? (isShown ? field.References?.Resource : null)
               from declared in (within is null ? [] : contract.Resource(within).Fields.Where(holds)).Cast<Field?>().Prepend(null)
               select new DeclaredField(resource, field, declared),
        ];
    }
}
