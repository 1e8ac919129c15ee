using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Options;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web;

/// <summary>What binding says about a value it cannot take, in the reader's language; and a string that says it is never null never is.</summary>
internal sealed class BindingWords(Text text) : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        var words = options.ModelBindingMessageProvider;
        words.SetValueMustNotBeNullAccessor(_ => text["platform.error.required"]);
        words.SetMissingBindRequiredValueAccessor(_ => text["platform.error.required"]);
        words.SetMissingKeyOrValueAccessor(() => text["platform.error.required"]);
        words.SetMissingRequestBodyRequiredValueAccessor(() => text["platform.error.required"]);
        words.SetValueMustBeANumberAccessor(_ => text["platform.error.number"]);
        words.SetNonPropertyValueMustBeANumberAccessor(() => text["platform.error.number"]);
        words.SetValueIsInvalidAccessor(_ => text["platform.error.value"]);
        words.SetUnknownValueIsInvalidAccessor(_ => text["platform.error.value"]);
        words.SetAttemptedValueIsInvalidAccessor((_, _) => text["platform.error.value"]);
        words.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => text["platform.error.value"]);
        words.SetNonPropertyUnknownValueIsInvalidAccessor(() => text["platform.error.value"]);
        options.ModelMetadataDetailsProviders.Add(new EmptyStaysEmpty());
        options.ModelMetadataDetailsProviders.Add(new RequiredWords(text));
    }

    private sealed class EmptyStaysEmpty : IDisplayMetadataProvider
    {
        private static readonly NullabilityInfoContext Nullability = new();

        public void CreateDisplayMetadata(DisplayMetadataProviderContext context)
        {
            if (context.Key.ModelType == typeof(string) && (context.Key.PropertyInfo is { } property ? NeverNull(property) : context.Key.ParameterInfo is { } parameter && NeverNull(parameter)))
            {
                context.DisplayMetadata.ConvertEmptyStringToNull = false;
            }
        }

        /// <summary>A handler's own parameter: a part of the address that is nothing but blanks.</summary>
        private static bool NeverNull(ParameterInfo parameter)
        {
            lock (Nullability)
            {
                return Nullability.Create(parameter).WriteState == NullabilityState.NotNull;
            }
        }

        private static bool NeverNull(PropertyInfo property)
        {
            lock (Nullability)
            {
                return Nullability.Create(property).WriteState == NullabilityState.NotNull;
            }
        }
    }

    private sealed class RequiredWords(Text text) : IValidationMetadataProvider
    {
        public void CreateValidationMetadata(ValidationMetadataProviderContext context)
        {
            var validators = context.ValidationMetadata.ValidatorMetadata;
            for (var i = 0; i < validators.Count; i++)
            {
                if (validators[i] is RequiredAttribute { ErrorMessage: null, ErrorMessageResourceName: null } required)
                {
                    validators[i] = new SpokenRequired(text) { AllowEmptyStrings = required.AllowEmptyStrings };
                }
            }
        }
    }

    private sealed class SpokenRequired(Text text) : RequiredAttribute
    {
        public override string FormatErrorMessage(string name) => string.Format(CultureInfo.InvariantCulture, text["platform.error.required"], name);
    }
}
