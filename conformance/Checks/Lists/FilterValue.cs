using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>A value that a list can be narrowed by.</summary>
/// <param name="Identity">Of the record that it refers to.</param>
/// <param name="Raw">As the parameter is written: the record's key where there is one, else its identity.</param>
/// <param name="Own">The identity of a record made with this value alone, or null where none could be made.</param>
/// <param name="IsShown">Whether the own record was seen to have the value.</param>
internal sealed record FilterValue(string Identity, string Raw, string? Own, bool IsShown)
{
    /// <summary>Two values, each with a record of the check's own where the target takes one.</summary>
    /// <exception cref="PreconditionException">The target has no two records to refer to.</exception>
    public static async Task<ImmutableArray<FilterValue>> Two(Session session, Operation operation)
    {
        var resource = session.Contract.Resource(operation.Resource);
        var field = resource.Field(operation.Filter!.Field);
        var target = session.Contract.Resource(field.Refers!.Resource);
        var list = session.Contract.ListOf(target)
            ?? throw new PreconditionException($"nothing lists {target}, so no values of the filter {operation.Filter.Parameter} are known");
        var page = await session.Page(list);
        var known = page is { Succeeded: true, Data: JsonArray }
            ? page.Records.Where(record => session.IsActive(target, record) != false).Take(2).ToArray() : [];
        if (known.Length < 2)
            throw new PreconditionException($"it takes two records of {target} to narrow a list by; the target shows {known.Length}");

        var values = ImmutableArray.CreateBuilder<FilterValue>();
        foreach (var record in known)
        {
            var identity = Session.IdentityOf(target, record, page);
            var key = operation.Filter.Key is { } name ? FieldValue.Text(session.Value(record, target.Field(name))) : null;
            var (own, isShown) = await Made(session, resource, field, identity);
            values.Add(new FilterValue(identity, key ?? identity, own, isShown));
        }
        return values.ToImmutable();
    }

    /// <summary>Whether a record that a list shows has the value; null where it does not show the field.</summary>
    public bool? IsOf(Session session, Field field, JsonObject record) => !session.TryGet(record, field, out var shown) ? null
        : shown is JsonArray several ? several.Any(one => FieldValue.Text(one) == Identity)
        : FieldValue.Text(shown) == Identity;

    private static async Task<(string? Own, bool IsShown)> Made(Session session, Resource resource, Field field, string identity)
    {
        if (!session.Offers(OperationKind.Create, resource) || !field.OnCreate)
            return (null, false);
        JsonNode value = long.TryParse(identity, out var number) ? number : identity;
        try
        {
            var made = await session.Make(resource, new JsonObject { [field.Name] = field.Type == FieldType.Identities ? new JsonArray(value) : value });
            var isOf = new FilterValue(identity, identity, null, false).IsOf(session, field, (await session.Read(made)).Record);
            // A server may take the value from elsewhere; then the record says nothing about this one.
            return isOf == false ? (null, false) : (made.Identity, isOf == true);
        }
        catch (PreconditionException)
        {
            return (null, false);
        }
    }
}
