using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State;

/// <summary>The names of data files that are no fields: <c>{ "API": { "RESOURCE": [ { "FIELD": …, "$label": "ada" } ] } }</c>.</summary>
internal static class DataFormat
{
    /// <summary>False: what a record leaves out stays unset. In a record, or beside the resources for all.</summary>
    public const string Generate = "$generate";

    /// <summary>The name by which others refer to a record; beside the resources, the field that holds it.</summary>
    public const string Label = "$label";

    /// <summary>False: the record is stored as it is, whether the contract allows that or not.</summary>
    public const string Check = "$check";

    /// <summary>The number by which the mock knows a record, where what identifies it to clients does not follow from that.</summary>
    public const string Row = "$row";

    /// <summary>The record that one is nested in.</summary>
    public const string Parent = "$parent";

    /// <summary>Whether a delete made a record what it is; by default it is if it is inactive.</summary>
    public const string Deleted = "$deleted";

    /// <summary>True: the record was deleted, and is there no more.</summary>
    public const string Removed = "$removed";

    /// <summary>Further identities under which a record is found.</summary>
    public const string Also = "$also";

    /// <summary>What a record holds beside its fields: JSON as text, by name.</summary>
    public const string Extra = "$extra";

    /// <summary>Beside the resources: the next identity, and the last one that the silo started with, by resource.</summary>
    public const string Counters = "$counters";

    /// <summary>In place of a link: the version of the record that was linked.</summary>
    public const string Version = "$version";

    /// <summary>In place of a value: JSON that was stored as it was sent, as text.</summary>
    public const string Raw = "$raw";

    /// <summary>In place of a value: <c>nothing</c> or <c>n/a</c>, which modes store.</summary>
    public const string Special = "$value";

    public const string Next = "next";
    public const string Seeded = "seeded";

    /// <summary>Begins a label where another record refers to it.</summary>
    public const char LabelMark = '@';

    /// <summary>The members of a record beside its fields.</summary>
    public static readonly string[] RecordMembers = [Label, Generate, Check, Row, Parent, Deleted, Removed, Also, Extra];

    /// <summary>The members of an API beside its resources.</summary>
    public static readonly string[] ApiMembers = [Generate, Label, Counters];

    /// <summary>The name of a resource in data files.</summary>
    public static string Name(ResourcePlan resource) => resource.Resource.Id;

    /// <summary>A resource in a sentence.</summary>
    public static string A(ResourcePlan resource) => $"{("AEIO".Contains(resource.Resource.Name[0], StringComparison.OrdinalIgnoreCase) ? "an" : "a")} {resource.Resource}";

    /// <summary>The names of a field in a record: its own, and those that a request may use.</summary>
    public static IEnumerable<string> Names(Field field) => field.Aliases.Prepend(field.Name);
}

/// <summary>One thing that is wrong with given data.</summary>
/// <param name="Source">The file; empty for the body of a request.</param>
/// <param name="Line">The line of the file, from 1; 0 without one.</param>
/// <param name="Pointer">Where (RFC 6901); empty for the whole.</param>
/// <param name="Detail">What was expected, what was found, and the way out.</param>
internal sealed record DataProblem(string Source, int Line, string Pointer, string Detail)
{
    public override string ToString() =>
        $"{Source}{(Line > 0 ? $":{Line}" : "")}{(Source.Length > 0 ? ": " : "")}{(Pointer.Length > 0 ? $"{Pointer}: " : "")}{Detail}";
}
