using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>A kind of record with an identity that outlives a call.</summary>
public sealed class Resource
{
    /// <summary>Schema name in the document, <c>EquipmentType</c>; rules and operations refer to it.</summary>
    public required string Name { get; init; }

    /// <summary><see cref="Name"/> in kebab case: the first part of its rules' ids.</summary>
    public required string Id { get; init; }

    public required string Source { get; init; }

    public required string Pointer { get; init; }

    public required ImmutableArray<Field> Fields { get; init; }

    /// <summary>The name of one record where an answer or a request has a root element; or null.</summary>
    public string? One { get; init; }

    /// <summary>The name of several records where an answer has a root element; or null.</summary>
    public string? Many { get; init; }

    /// <summary>The record that each of its records lives under, or null.</summary>
    public ParentWord? Parent { get; init; }

    /// <summary>Records that every silo has, by field name; the n-th has the identity n. Empty where none are declared.</summary>
    public ImmutableArray<JsonObject> Declared { get; init; } = [];

    /// <summary>What identifies a record: an integer or a text.</summary>
    public required Field Identity { get; init; }

    /// <summary>Whether a create sends the identity; else the server assigns it.</summary>
    public bool IsIdentityGiven => Identity.OnCreate;

    /// <summary>The number that the server generates beside the identity, or null.</summary>
    public NumberWord? Number { get; init; }

    /// <summary>What a delete leaves behind, or null where nothing can be deleted softly.</summary>
    public SoftDeleteWord? SoftDelete { get; init; }

    /// <summary>The field of this name.</summary>
    /// <exception cref="InvalidOperationException">No such field; a contract that was read never refers to one.</exception>
    public Field Field(string name) => Fields.First(field => field.Name == name);

    public override string ToString() => Name;
}

/// <summary>Each record lives under one of <paramref name="Resource"/>, which the path parameter <paramref name="Parameter"/> names by its identity.</summary>
public sealed record ParentWord(string Resource, string Parameter);

/// <summary>A generated number such as <c>PERS-001</c>: a field, the text before the digits, the least count of digits.</summary>
public sealed record NumberWord(string Field, string Prefix, int Digits);

/// <summary>A flag that a delete turns false, or a time that a delete sets.</summary>
/// <param name="Field">The field.</param>
/// <param name="Irreversible">Whether no update takes the delete back.</param>
/// <param name="Hidden">Whether the record is neither found nor listed afterwards; its unique values may still be taken.</param>
public sealed record SoftDeleteWord(string Field, bool Irreversible, bool Hidden = false);
