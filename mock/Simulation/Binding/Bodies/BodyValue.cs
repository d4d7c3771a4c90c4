using System.Text;
using System.Text.Json;

namespace PlanisoContract.Mock.Simulation.Binding.Bodies;

/// <summary>A value in a request body, whatever the media type.</summary>
internal abstract partial class BodyValue
{
    /// <summary>The value as JSON text.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            Write(json);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    protected abstract void Write(Utf8JsonWriter json);

    /// <summary>A single value.</summary>
    public sealed class Scalar(string text, BodyValueKind kind) : BodyValue
    {
        /// <summary>The value that a form sent before it under the same name, or null.</summary>
        public Scalar? Earlier { get; private init; }

        /// <summary>The same value, sent after another one under the same name.</summary>
        public Scalar After(Scalar earlier) => new(text, kind) { Earlier = earlier };

        public string Text => text;

        public BodyValueKind Kind => kind;

        /// <summary>Whether it says that there is no value.</summary>
        public bool IsEmpty => kind == BodyValueKind.Null || (text.Length == 0 && IsText);

        public bool IsText => kind is BodyValueKind.Form or BodyValueKind.Text;

        protected override void Write(Utf8JsonWriter json)
        {
            if (kind is BodyValueKind.Number or BodyValueKind.Flag or BodyValueKind.Null)
                json.WriteRawValue(text);
            else
                json.WriteStringValue(text);
        }
    }

    /// <summary>A name whose value a mode ignores.</summary>
    public sealed class Absent : BodyValue
    {
        protected override void Write(Utf8JsonWriter json) => json.WriteNullValue();
    }

    /// <summary>A list.</summary>
    public sealed class Items(List<BodyValue> all) : BodyValue
    {
        public List<BodyValue> All => all;

        protected override void Write(Utf8JsonWriter json)
        {
            json.WriteStartArray();
            foreach (var value in all)
                value.Write(json);
            json.WriteEndArray();
        }
    }
}

/// <summary>Where a scalar comes from.</summary>
internal enum BodyValueKind
{
    /// <summary>A form or XML: text that may mean anything.</summary>
    Form,

    /// <summary>A JSON string.</summary>
    Text,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>JSON true or false.</summary>
    Flag,

    /// <summary>JSON null.</summary>
    Null,
}
