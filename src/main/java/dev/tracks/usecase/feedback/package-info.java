/**
 * Records what became of mails after their channel had accepted them: bounces, complaints, rejections. It may use the
 * domain and {@link dev.tracks.usecase.message}, whose claims say whether a mail is being sent.
 */
package dev.tracks.usecase.feedback;
