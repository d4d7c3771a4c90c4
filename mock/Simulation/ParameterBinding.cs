using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>What a name in a request body means.</summary>
/// <param name="Field">The field.</param>
/// <param name="Other">Whether it is not the name that the documented request uses.</param>
/// <param name="Inner">For a prefixed name: the field of the linked record.</param>
/// <param name="Output">Whether the name is that of references in answers, which no request sets.</param>
internal sealed record ParameterBinding(FieldPlan Field, bool Other = false, FieldPlan? Inner = null, bool Output = false)
{
    /// <summary>Every name that a resource's requests may use.</summary>
    public static Dictionary<string, ParameterBinding> Of(ResourcePlan resource)
    {
        var names = new Dictionary<string, ParameterBinding>();
        // First come, first served: a field's own name before prefixed ones that happen to be the same.
        foreach (var field in resource.Fields)
            Add(names, field);
        foreach (var field in resource.Fields.Where(field => field.Field.Link is not null))
        {
            foreach (var inner in field.Target!.Fields)
            {
                foreach (var name in Names(inner.Field))
                    names.TryAdd(field.Field.Link!.Prefix + name, new ParameterBinding(field, Inner: inner));
            }
        }
        return names;
    }

    /// <summary>The names of a field, the documented one first.</summary>
    public static IEnumerable<string> Names(Field field) => new[] { field.InputName, field.Name }.Concat(field.Aliases).Distinct();

    private static void Add(Dictionary<string, ParameterBinding> names, FieldPlan field)
    {
        if (field.Field.References is { } references)
        {
            names[references.Input] = new ParameterBinding(field);
            names.TryAdd(field.Field.Name, new ParameterBinding(field, Output: true));
            return;
        }
        foreach (var name in Names(field.Field))
            names[name] = new ParameterBinding(field, Other: name != field.Field.InputName);
    }
}
