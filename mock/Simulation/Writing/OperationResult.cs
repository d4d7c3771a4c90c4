using System.Text.Json;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>What is to be answered, before a dialect writes it.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Message">For the person who reads the answer.</param>
internal sealed record OperationResult(int Status, string Message)
{
    /// <summary>The code in the body.</summary>
    public int Code { get; init; } = Status;

    /// <summary>The operation that was carried out or refused; null where the path has none.</summary>
    public OperationPlan? Operation { get; init; }

    /// <summary>The identity of the record that the operation made; null for any other.</summary>
    public long? Created { get; init; }

    /// <summary>What identifies that record to clients, where it is not its number.</summary>
    public string? CreatedName { get; init; }

    /// <summary>What identifies the parent to clients, where it is not its number.</summary>
    public string? ParentName { get; init; }

    /// <summary>The version of the record that it shows, as an entity tag; null where nobody asks for one.</summary>
    public string? Version { get; init; }

    /// <summary>What is wrong with which fields, whether the answer says so or not.</summary>
    public IReadOnlyList<FieldError> Causes { get; init; } = [];

    /// <summary>The parent, where the operation's records are nested.</summary>
    public long? Parent { get; init; }

    /// <summary>Which part of a list this is; null where it is no list or one without pages.</summary>
    public Page? Page { get; init; }

    /// <summary>Whether the body of the request could not be parsed.</summary>
    public bool Malformed { get; init; }

    /// <summary>Whether it was refused because nothing was sent.</summary>
    public bool NothingSent { get; init; }

    /// <summary>Whether it was refused because the record that the path names is not there.</summary>
    public bool Missed { get; init; }

    /// <summary>Whether the HTTP status says success all the same: only the body tells.</summary>
    public bool InBody { get; init; }

    /// <summary>The format that the request asks for.</summary>
    public string Format { get; init; } = "json";

    /// <summary>Null stands for an empty list.</summary>
    public ResultData? Data { get; init; }

    /// <summary>Whether the answer has a body.</summary>
    public bool HasBody { get; init; } = true;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public bool IsSuccess => Status < 300;
}

/// <summary>A part of a list.</summary>
/// <param name="Total">All records; in a request not known yet: 0.</param>
/// <param name="Offset">Records before the first one shown.</param>
/// <param name="Limit">Most records that are shown.</param>
/// <param name="Meta">Whether the answer tells all this.</param>
internal sealed record Page(int Total, int Offset, int Limit, bool Meta)
{
    /// <summary>The number of the record that it begins behind, which decides about the offset; 0 for the beginning, null where the offset is what was asked for.</summary>
    public long? After { get; init; }
}

/// <summary>The data of an answer.</summary>
internal abstract class ResultData
{
    public abstract void Write(Utf8JsonWriter json);

    /// <summary>Fixed JSON.</summary>
    public sealed class Raw(string text) : ResultData
    {
        public override void Write(Utf8JsonWriter json) => json.WriteRawValue(text);
    }

    /// <summary>One record.</summary>
    public sealed class One(RecordWriter writer, Record record, WriteOptions options = default) : ResultData
    {
        public override void Write(Utf8JsonWriter json) => writer.Write(json, record, options);
    }

    /// <summary>A list of records.</summary>
    public sealed class Many(RecordWriter writer, List<Record> records, WriteOptions options) : ResultData
    {
        public int Count => records.Count;

        /// <summary>The number of the last one, or null.</summary>
        public long? Last => records is [.., var last] ? last.Identity : null;

        public override void Write(Utf8JsonWriter json)
        {
            json.WriteStartArray();
            foreach (var record in records)
                writer.Write(json, record, options);
            json.WriteEndArray();
        }
    }

    /// <summary>The fields at error; how they are shown is the dialect's.</summary>
    public sealed class Errors(IReadOnlyList<FieldError> errors) : ResultData
    {
        public IReadOnlyList<FieldError> All => errors;

        public override void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            foreach (var error in errors.DistinctBy(error => error.Name))
                json.WriteString(error.Name, error.Message);
            json.WriteEndObject();
        }
    }
}

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Name">The name under which it was or should have been sent.</param>
/// <param name="Message">What was expected, and what came.</param>
/// <param name="Status">The status that it calls for.</param>
internal sealed record FieldError(string Name, string Message, int Status = 400)
{
    /// <summary>Whether the field was not sent, or without a value, and must be.</summary>
    public bool Missing { get; init; }
}
