using System.Collections.Frozen;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects.Redmine;

/// <summary>How XML shows a value that JSON shows by a name: what the elements of a list are called, what is an attribute.</summary>
internal sealed record XmlShape
{
    /// <summary>Of members that no schema declares.</summary>
    public static readonly XmlShape Unknown = new();

    /// <summary>The name of an element of the list.</summary>
    public string Element { get; init; } = "item";

    /// <summary>Whether all plain members of the object are attributes, as those of a record that another one refers to.</summary>
    public bool IsReference { get; init; }

    /// <summary>Whether this member of an object is an attribute.</summary>
    public bool IsAttribute { get; init; }

    /// <summary>The members of the object, or of each object in the list.</summary>
    public FrozenDictionary<string, XmlShape> Members { get; init; } = FrozenDictionary<string, XmlShape>.Empty;

    public XmlShape Member(string name) => Members.GetValueOrDefault(name, Unknown);

    /// <summary>Of one record.</summary>
    public static XmlShape Of(Contract contract, Resource resource)
    {
        var members = new Dictionary<string, XmlShape>();
        foreach (var field in resource.Fields)
        {
            var shape = Of(field);
            if (field.Refers is { } refers)
            {
                shape = shape with { IsReference = true };
                if (refers.Record is { } record)
                    members.TryAdd(record, shape with { Element = contract.Resource(refers.Resource).One ?? record });
            }
            foreach (var name in field.Aliases.Prepend(field.Name))
                members[name] = shape;
        }
        return new XmlShape { Members = members.ToFrozenDictionary() };
    }

    private static XmlShape Of(Field field) => new()
    {
        Element = field.Element,
        IsAttribute = field.IsAttribute,
        Members = field.Members.ToFrozenDictionary(member => member.Name, Of),
    };
}
