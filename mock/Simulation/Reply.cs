using System.Text.Json;

namespace PlanisoContract.Mock.Simulation;

/// <summary>What is to be answered, before a dialect puts it into words.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Message">For the person who reads the answer.</param>
internal sealed record Reply(int Status, string Message)
{
    /// <summary>The code in the body.</summary>
    public int Code { get; init; } = Status;

    /// <summary>Null stands for an empty list.</summary>
    public Payload? Data { get; init; }

    /// <summary>Whether the answer has a body.</summary>
    public bool HasBody { get; init; } = true;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public bool IsSuccess => Status < 300;
}

/// <summary>The data of an answer.</summary>
internal abstract class Payload
{
    public abstract void Write(Utf8JsonWriter json);

    /// <summary>Fixed JSON.</summary>
    public sealed class Raw(string text) : Payload
    {
        public override void Write(Utf8JsonWriter json) => json.WriteRawValue(text);
    }

    /// <summary>One record.</summary>
    public sealed class One(RecordWriter writer, Record record) : Payload
    {
        public override void Write(Utf8JsonWriter json) => writer.Write(json, record);
    }

    /// <summary>A list of records.</summary>
    public sealed class Many(RecordWriter writer, List<Record> records) : Payload
    {
        public override void Write(Utf8JsonWriter json)
        {
            json.WriteStartArray();
            foreach (var record in records)
                writer.Write(json, record);
            json.WriteEndArray();
        }
    }

    /// <summary>The fields at fault; how they are shown is the dialect's.</summary>
    public sealed class Faults(IReadOnlyList<Fault> faults) : Payload
    {
        public override void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            foreach (var fault in faults.DistinctBy(fault => fault.Name))
                json.WriteString(fault.Name, fault.Message);
            json.WriteEndObject();
        }
    }
}

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Name">The name under which it was or should have been sent.</param>
/// <param name="Message">What was expected, and what came.</param>
/// <param name="Status">The status that it calls for.</param>
internal sealed record Fault(string Name, string Message, int Status = 400);
